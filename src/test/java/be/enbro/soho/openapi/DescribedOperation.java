package be.enbro.soho.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a description.
 *
 * @param path the template of its path
 * @param method in lower case
 */
public record DescribedOperation(DescribedApi api, String path, String method, JsonNode json) {
    private static final String JSON = "application/json";

    /** Its operation id. */
    public String id() {
        return json.path("operationId").asString();
    }

    /** Returns whether a path, without its query, is one of the operation's template. */
    public boolean hasPath(String requested) {
        String pattern = Stream.of(path.split("/"))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
        return requested.matches(pattern);
    }

    /**
     * Returns the differences between a response and its description.
     *
     * @param headers the names of its headers, in any case
     * @param contentType the header without parameters, empty if absent
     * @param body null for a response to HEAD
     */
    public List<String> differences(int status, Set<String> headers, String contentType, String body) {
        JsonNode described = json.path("responses").path(Integer.toString(status));
        if (described.isMissingNode()) {
            return List.of("the status is not described");
        }
        List<String> missing = missingHeaders(api.resolved(described), headers);
        if (!missing.isEmpty()) {
            return missing;
        }
        JsonNode content = api.resolved(described).path("content");
        if (content.isMissingNode()) {
            return body == null || body.isEmpty() ? List.of() : List.of("no body is described");
        }
        if (!content.has(contentType)) {
            return List.of("the content type " + contentType + " is not described");
        }
        return body == null ? List.of() : api.differences(responsePointer(status, described), body);
    }

    private static List<String> missingHeaders(JsonNode response, Set<String> headers) {
        Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        present.addAll(headers);
        return response.path("headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean(false))
                .map(Map.Entry::getKey)
                .filter(name -> !present.contains(name))
                .map(name -> "the header " + name + " is missing")
                .toList();
    }

    /** Returns the pointer of the schema of a response. */
    String responsePointer(int status, JsonNode described) {
        String reference = described.path("$ref").asString("");
        String response = reference.isEmpty() ? pointer() + "/responses/" + status : reference;
        return response + "/content/" + escaped(JSON) + "/schema";
    }

    String pointer() {
        return "#/paths/" + escaped(path) + '/' + method;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return id();
    }
}
