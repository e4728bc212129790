package be.enbro.soho.portal;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The error codes of the API, as documented for partners. The source is {@code portal/errors.json}. */
public final class ErrorCatalogue {
    private static final String SOURCE = "/portal/errors.json";
    private static final int CONTENT_STATUS = 422;
    private static final List<String> OPERATORS_ROOTS = List.of("organisation", "token", "supplier", "erasures");
    private static final List<Entry> ENTRIES = load();

    private ErrorCatalogue() {}

    /** A part of the catalogue, by the kind of error. */
    public enum Part {
        REQUEST("request", "The request as a whole"),
        CONTENT("content", "The content"),
        OPERATOR("operator", "The content, operator API only");

        private final String id;
        private final String title;

        Part(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /** The id of the part in the page. */
        public String id() {
            return id;
        }

        /** The heading of the part. */
        public String title() {
            return title;
        }
    }

    /**
     * An error code, at one path or at every path that has no entry of its own.
     *
     * @param path null if the entry is for several paths
     * @param when the cause of the error
     * @param action what the developer should do
     * @param user texts for an end user, by language: nl, fr and en
     */
    public record Entry(String error, int status, String path, String when, String action, Map<String, String> user) {
        private Part part() {
            if (status != CONTENT_STATUS) {
                return Part.REQUEST;
            }
            boolean isOperators = path != null && OPERATORS_ROOTS.contains(path.split("\\.")[0]);
            return isOperators ? Part.OPERATOR : Part.CONTENT;
        }

        private static Entry of(JsonObject json) {
            JsonObject texts = json.getJsonObject("user");
            Map<String, String> user = new LinkedHashMap<>();
            texts.keySet().forEach(language -> user.put(language, texts.getString(language)));
            return new Entry(
                    json.getString("error"),
                    json.getInt("status"),
                    json.getString("path", null),
                    json.getString("when"),
                    json.getString("action"),
                    user);
        }
    }

    /** Returns all entries in their order. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** Returns the entries of a part by their code; both in their order. */
    public static Map<String, List<Entry>> byCode(Part part) {
        return entries().stream()
                .filter(entry -> entry.part() == part)
                .collect(Collectors.groupingBy(Entry::error, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<Entry> load() {
        try (JsonReader source = Json.createReader(ErrorCatalogue.class.getResourceAsStream(SOURCE))) {
            return source.readArray().getValuesAs(Entry::of);
        }
    }
}
