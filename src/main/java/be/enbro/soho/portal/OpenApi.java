package be.enbro.soho.portal;

import be.enbro.soho.portal.ApiReference.Answer;
import be.enbro.soho.portal.ApiReference.Body;
import be.enbro.soho.portal.ApiReference.Call;
import be.enbro.soho.portal.ApiReference.Example;
import be.enbro.soho.portal.ApiReference.Field;
import be.enbro.soho.portal.ApiReference.Group;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the calls from a description in OpenAPI 3.1. */
final class OpenApi {
    /** In the order in which a client uses them. */
    private static final List<String> METHODS = List.of("post", "get", "put", "patch", "delete");

    private final JsonObject document;
    private final References references;
    private final SchemaFields schemas;

    OpenApi(JsonObject document) {
        this.document = document;
        this.references = new References(document);
        this.schemas = new SchemaFields(references);
    }

    ApiReference reference() {
        List<Group> groups = groups();
        return new ApiReference(
                text(document.getJsonObject("info")),
                groups,
                headers(groups),
                errorBodies(groups),
                schemas.notations());
    }

    private List<Group> groups() {
        return objects(document, "tags")
                .map(tag -> new Group(tag.getString("name"), text(tag), calls(tag.getString("name"))))
                .toList();
    }

    private List<Call> calls(String tag) {
        List<Call> calls = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach((path, item) -> METHODS.forEach(method -> {
                    JsonObject operation = object(item.asJsonObject(), method);
                    if (tags(operation).contains(tag)) {
                        calls.add(call(method, path, operation));
                    }
                }));
        return List.copyOf(calls);
    }

    private static List<String> tags(JsonObject operation) {
        return array(operation, "tags").getValuesAs(JsonString::getString);
    }

    private Call call(String method, String path, JsonObject operation) {
        return new Call(
                operation.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.getString("summary"),
                text(operation),
                needsToken(operation),
                objects(operation, "parameters")
                        .map(references::resolved)
                        .map(this::parameter)
                        .toList(),
                body(references.resolved(object(operation, "requestBody"))),
                answers(operation));
    }

    private boolean needsToken(JsonObject operation) {
        return !array(operation.containsKey("security") ? operation : document, "security")
                .isEmpty();
    }

    private Field parameter(JsonObject parameter) {
        return schemas.field(
                parameter.getString("in") + " ",
                parameter.getString("name"),
                parameter.getBoolean("required", false),
                object(parameter, "schema"),
                text(parameter));
    }

    private List<Answer> answers(JsonObject operation) {
        Map<String, Answer> byStatus = new TreeMap<>();
        operation.getJsonObject("responses").forEach((status, answer) -> {
            JsonObject resolved = references.resolved(answer.asJsonObject());
            byStatus.put(status, new Answer(status, text(resolved), headers(resolved), body(resolved)));
        });
        return List.copyOf(byStatus.values());
    }

    private List<Field> headers(JsonObject answer) {
        return object(answer, "headers").entrySet().stream()
                .map(header -> {
                    JsonObject resolved = references.resolved(header.getValue().asJsonObject());
                    JsonObject schema = object(resolved, "schema");
                    return schemas.field("", header.getKey(), false, schema, text(resolved));
                })
                .toList();
    }

    private Body body(JsonObject requestOrAnswer) {
        JsonObject content = object(requestOrAnswer, "content");
        if (content.isEmpty()) {
            return Body.NONE;
        }
        JsonObject json = content.values().iterator().next().asJsonObject();
        JsonObject schema = object(json, "schema");
        return new Body(References.name(schema), text(requestOrAnswer), schemas.fields(schema), examples(json));
    }

    private List<Example> examples(JsonObject content) {
        List<Example> examples = new ArrayList<>();
        object(content, "examples").forEach((name, example) -> {
            JsonObject resolved = references.resolved(example.asJsonObject());
            examples.add(new Example(resolved.getString("summary", name), HighlightedJson.of(resolved.get("value"))));
        });
        return List.copyOf(examples);
    }

    private static List<Field> headers(List<Group> groups) {
        Map<String, Set<Field>> headers = answers(groups)
                .flatMap(answer -> answer.headers().stream())
                .collect(Collectors.groupingBy(Field::name, TreeMap::new, Collectors.toSet()));
        return headers.values().stream()
                .filter(different -> different.size() == 1)
                .flatMap(Set::stream)
                .toList();
    }

    private static List<Body> errorBodies(List<Group> groups) {
        Map<String, Body> bodies = new LinkedHashMap<>();
        answers(groups)
                .filter(answer -> answer.isError() && !answer.body().schema().isEmpty())
                .forEach(answer -> bodies.putIfAbsent(answer.body().schema(), answer.body()));
        return List.copyOf(bodies.values());
    }

    private static Stream<Answer> answers(List<Group> groups) {
        return groups.stream().flatMap(group -> group.calls().stream()).flatMap(call -> call.answers().stream());
    }

    private static String text(JsonObject described) {
        return Markdown.html(described.getString("description", ""));
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    }

    private static JsonArray array(JsonObject parent, String name) {
        return parent.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        return array(parent, name).getValuesAs(JsonObject.class).stream();
    }
}
