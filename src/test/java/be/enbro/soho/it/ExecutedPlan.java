package be.enbro.soho.it;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An executed statement in the JSON of PostgreSQL's auto_explain. */
record ExecutedPlan(JsonNode json) {
    private static final List<String> READ =
            List.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck");

    String sql() {
        return json.path("Query Text").asString().replaceAll("\\s+", " ");
    }

    /** The names of the tables that it reads or changes. */
    List<String> tables() {
        return ofTables().map(node -> node.path("Relation Name").asString()).toList();
    }

    /** The number of rows that were read from tables, with those that a condition then removed. */
    long rows() {
        return ofTables().mapToLong(ExecutedPlan::rows).sum();
    }

    private static long rows(JsonNode node) {
        double each =
                READ.stream().mapToDouble(key -> node.path(key).asDouble(0)).sum();
        return Math.round(node.path("Actual Loops").asDouble(0) * each);
    }

    /** The number of accesses to blocks of 8 KB of tables and indexes. */
    long blocks() {
        JsonNode plan = json.path("Plan");
        return plan.path("Shared Hit Blocks").asLong(0)
                + plan.path("Shared Read Blocks").asLong(0);
    }

    /** Returns the value of the parameter in the only group of a pattern, if the statement's text has it. */
    Optional<String> parameter(Pattern pattern) {
        return pattern.matcher(sql()).results().map(this::value).findFirst();
    }

    private String value(MatchResult found) {
        return Pattern.compile(Pattern.quote(found.group(1)) + " = '([^']*)'")
                .matcher(json.path("Query Parameters").asString(""))
                .results()
                .map(value -> value.group(1))
                .findFirst()
                .orElse("");
    }

    private Stream<JsonNode> ofTables() {
        return json.findParents("Relation Name").stream();
    }

    @Override
    public String toString() {
        String nodes = ofTables().map(ExecutedPlan::text).collect(Collectors.joining(", "));
        return rows() + " rows, " + blocks() + " blocks: " + sql() + " (" + nodes + ")";
    }

    private static String text(JsonNode node) {
        return Stream.of("Node Type", "Index Name", "Index Cond", "Filter", "Relation Name")
                .map(key -> node.path(key).asString(""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(" ", rows(node) + " by ", ""));
    }
}
