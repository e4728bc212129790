package be.enbro.soho.portal;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.util.List;

/**
 * The partner's calls for the page of reference, as the committed description in OpenAPI states them. Each {@code text}
 * is HTML, made of the description's Markdown.
 *
 * @param text the rules for all calls
 * @param groups the calls in the order of the description
 * @param headers the headers that have one text in all answers, each once
 * @param bodies the bodies of errors, to which the answers of all calls refer
 * @param notations the types that accept a value in several notations
 */
public record ApiReference(
        String text, List<Group> groups, List<Field> headers, List<Body> bodies, List<Notation> notations) {
    private static final ApiReference OF_PARTNER = read("/openapi/partner.json");

    /** Calls with the same tag. */
    public record Group(String name, String text, List<Call> calls) {}

    /**
     * One method and path.
     *
     * @param id the operation's id, unique, and the page's anchor
     * @param needsToken whether a bearer token is required
     * @param request the fields and examples of the body, empty if there is none
     */
    public record Call(
            String id,
            String method,
            String path,
            String summary,
            String text,
            boolean needsToken,
            List<Field> parameters,
            Body request,
            List<Answer> answers) {}

    /**
     * A parameter, a header, or a field of a body.
     *
     * @param parent the path of the object that contains it, with a dot at the end, as in the path of an error
     * @param type the name of its type in JSON, or of the notation
     * @param notation the name of its notation, or an empty string
     * @param values the permitted values, empty if there are others
     * @param limits format, bounds, default and an example, in words
     * @param pattern the regular expression that the value matches, or an empty string
     */
    public record Field(
            String parent,
            String name,
            boolean isRequired,
            String type,
            String notation,
            List<String> values,
            List<String> limits,
            String pattern,
            String text) {}

    /**
     * The content of a request or an answer.
     *
     * @param schema the name of its schema, or an empty string
     */
    public record Body(String schema, String text, List<Field> fields, List<Example> examples) {
        static final Body NONE = new Body("", "", List.of(), List.of());

        /** Whether there is a body at all. */
        public boolean isPresent() {
            return !fields.isEmpty() || !examples.isEmpty();
        }
    }

    /** One status with its headers and its body. */
    public record Answer(String status, String text, List<Field> headers, Body body) {
        /** Whether the request has failed. */
        public boolean isError() {
            return !status.startsWith("2");
        }
    }

    /** A body as HTML. */
    public record Example(String title, String json) {}

    /** A type that several fields share. */
    public record Notation(String name, String text, List<Field> alternatives) {}

    /** Returns the headers of an answer that have another text in other answers. */
    public List<Field> ownHeaders(Answer answer) {
        return answer.headers().stream()
                .filter(header -> !headers.contains(header))
                .toList();
    }

    /** Returns the headers of an answer that have the same text in all answers. */
    public List<Field> sharedHeaders(Answer answer) {
        return answer.headers().stream().filter(headers::contains).toList();
    }

    /** Returns the partner's API. */
    public static ApiReference ofPartner() {
        return OF_PARTNER;
    }

    private static ApiReference read(String resource) {
        try (JsonReader reader = Json.createReader(ApiReference.class.getResourceAsStream(resource))) {
            return new OpenApi(reader.readObject()).reference();
        }
    }
}
