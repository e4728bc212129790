package be.enbro.soho.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.SohoApplication;
import be.enbro.soho.access.AccessFeature;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.IdempotencyKey;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.File;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The committed descriptions, which the build compares with those that it generates. */
class DescriptionTest {
    private static final File EXAMPLES = new File("src/openapi/resources/be/enbro/soho/openapi/examples");
    private static final Map<String, Caller> CALLERS =
            Map.of("partnerToken", Caller.PARTNER, "operatorToken", Caller.OPERATOR);

    /** An operation's method, path and caller. */
    private record Call(String method, String path, Caller caller) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            return toString().compareTo(other.toString());
        }
    }

    static List<DescribedApi> apis() {
        return List.of(DescribedApi.PARTNER, DescribedApi.OPERATOR);
    }

    static Stream<DescribedOperation> operations() {
        return DescribedApi.allOperations();
    }

    @ParameterizedTest
    @MethodSource("apis")
    void it_is_a_document_of_openapi_3_1(DescribedApi api) {
        JsonNode document = api.document();
        assertEquals("3.1.0", document.path("openapi").asString());
        assertTrue(document.path("info").path("version").isString());
        for (String part : List.of("title", "summary", "description")) {
            assertFalse(document.path("info").path(part).asString("").isBlank(), part);
        }
    }

    @ParameterizedTest
    @MethodSource("apis")
    void its_schemas_are_json_schemas(DescribedApi api) {
        Schema schemaOfSchemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        List<JsonNode> schemas = schemas(api);
        assertTrue(schemas.size() > 20, () -> "only " + schemas.size());
        for (JsonNode schema : schemas) {
            assertEquals(List.of(), schemaOfSchemas.validate(schema), schema::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("apis")
    void every_reference_resolves(DescribedApi api) {
        List<JsonNode> references = api.document().findValues("$ref");
        assertFalse(references.isEmpty());
        for (JsonNode reference : references) {
            assertTrue(reference.asString().startsWith("#/components/"), reference::asString);
            assertFalse(api.document().at(reference.asString().substring(1)).isMissingNode(), reference::asString);
        }
    }

    @Test
    void every_operation_has_an_id_of_its_own() {
        List<String> ids = operations().map(DescribedOperation::id).sorted().toList();
        assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
        ids.forEach(id -> assertTrue(id.matches("[a-z][A-Za-z]+"), id));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_has_a_summary_and_a_description(DescribedOperation operation) {
        assertFalse(operation.json().path("summary").asString("").isBlank());
        assertFalse(operation.json().path("description").asString("").isBlank());
        assertEquals(1, operation.json().path("tags").size());
    }

    @Test
    void it_describes_every_resource_method_with_its_caller_and_nothing_else() {
        List<Call> declared = new SohoApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .flatMap(DescriptionTest::call)
                        .sorted()
                        .toList();
        assertFalse(declared.isEmpty());
        assertEquals(declared, operations().map(DescriptionTest::call).sorted().toList());
    }

    /** Each API has one type of token, apart from operations that need none. */
    private static Call call(DescribedOperation operation) {
        JsonNode security = operation.json().has("security")
                ? operation.json().path("security")
                : operation.api().document().path("security");
        assertTrue(security.isArray() && security.size() <= 1, security::toString);
        Caller caller = security.isEmpty()
                ? Caller.ANYONE
                : CALLERS.get(
                        security.get(0).propertyNames().stream().findFirst().orElseThrow());
        return new Call(operation.method(), operation.path(), caller);
    }

    private static Stream<Call> call(Method method) {
        String path = Stream.of(
                        method.getDeclaringClass().getAnnotation(Path.class).value(),
                        method.isAnnotationPresent(Path.class)
                                ? method.getAnnotation(Path.class).value()
                                : "")
                .flatMap(part -> Stream.of(part.split("/")))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> new Call(verb.value().toLowerCase(Locale.ROOT), path, AccessFeature.declared(method)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void only_answers_to_a_partners_token_say_what_is_left_of_its_limit(DescribedOperation operation) {
        boolean isPartners = call(operation).caller() == Caller.PARTNER;
        operation.json().path("responses").properties().forEach(response -> {
            JsonNode headers = operation.api().resolved(response.getValue()).path("headers");
            boolean hasLimit = isPartners && !response.getKey().equals("401");
            assertEquals(hasLimit, headers.has("RateLimit"), response.getKey());
            assertEquals(hasLimit, headers.has("RateLimit-Policy"), response.getKey());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "!",
                "#",
                "~",
                "a\"b",
                "a\\b",
                "a b",
                "é",
                "",
                "\"",
                "\"\"",
                "\"a",
                "\"a\"",
                "\"a b\"",
                "\"a\"b\"",
                "\"a\\\"b\"",
                "\"a\\\\\"",
                "\"a\\b\"",
                "\"a\\\"",
                "\"a\";x=1"
            })
    void the_pattern_of_an_idempotency_key_is_what_the_server_accepts(String key) {
        Pattern pattern = idempotencyKey();
        for (String sent : List.of(key, key + "x".repeat(254), key + "x".repeat(255), '"' + "x".repeat(255) + '"')) {
            assertEquals(isAccepted(sent), pattern.matcher(sent).find(), sent);
        }
    }

    private static Pattern idempotencyKey() {
        JsonNode parameter = operations()
                .filter(operation -> operation.id().equals("createCustomer"))
                .flatMap(operation -> operation.json().path("parameters").valueStream())
                .filter(described -> described.path("name").asString().equals(IdempotencyKey.HEADER))
                .findFirst()
                .orElseThrow();
        return Pattern.compile(parameter.path("schema").path("pattern").asString());
    }

    private static boolean isAccepted(String key) {
        try {
            return IdempotencyKey.of(List.of(key)).isPresent();
        } catch (ErrorResponseException rejected) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("apis")
    void an_answer_always_has_what_its_request_requires(DescribedApi api) {
        List<String> optional = new ArrayList<>();
        for (Map.Entry<String, JsonNode> request :
                api.document().at("/components/schemas").properties()) {
            JsonNode answer = api.schema(request.getKey().replaceFirst("^New", ""));
            for (JsonNode name : request.getValue().path("required")) {
                boolean isAnswered = answer.path("properties").has(name.asString());
                if (isAnswered && answer.path("required").valueStream().noneMatch(name::equals)) {
                    optional.add(request.getKey() + "." + name.asString());
                }
            }
        }

        assertEquals(List.of(), optional);
    }

    @Test
    void the_published_examples_are_in_it_unchanged() {
        Map<String, List<String>> described = new TreeMap<>();
        operations().flatMap(DescriptionTest::examples).forEach(example -> described
                .computeIfAbsent(example.name(), name -> new ArrayList<>())
                .add(example.value().toString()));
        List<String> files = files();
        assertEquals(
                15, files.stream().filter(file -> file.endsWith(".response")).count());
        for (String file : files) {
            String json = DescribedApi.read("/be/enbro/soho/openapi/examples/" + file + ".json")
                    .toString();
            assertEquals(List.of(json), described.get(file), file);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_example_is_valid(DescribedOperation operation) {
        examples(operation).forEach(example -> assertEquals(List.of(), example.differences(), example::toString));
    }

    private static List<String> files() {
        return Stream.of(EXAMPLES.list())
                .filter(file -> file.endsWith(".json"))
                .map(file -> file.replace(".json", ""))
                .sorted()
                .toList();
    }

    /** An example of a request or a response. */
    private record Example(DescribedOperation operation, String name, JsonNode value, String schema) {
        List<String> differences() {
            return operation.api().differences(schema, value.toString());
        }
    }

    private static Stream<Example> examples(DescribedOperation operation) {
        JsonNode json = operation.json();
        Stream<Example> requests = examples(
                operation,
                ".request",
                json.path("requestBody"),
                operation.pointer() + "/requestBody/content/application~1json/schema");
        return Stream.concat(
                requests,
                json.path("responses").properties().stream()
                        .flatMap(response -> examples(
                                operation,
                                ".response",
                                operation.api().resolved(response.getValue()),
                                operation.responsePointer(Integer.parseInt(response.getKey()), response.getValue()))));
    }

    private static Stream<Example> examples(DescribedOperation operation, String kind, JsonNode owner, String schema) {
        return owner.path("content").path("application/json").path("examples").properties().stream()
                .map(example -> new Example(
                        operation,
                        example.getKey() + kind,
                        operation.api().resolved(example.getValue()).path("value"),
                        schema));
    }

    /** Returns the schemas of the components, of parameters, headers, requests and responses. */
    private static List<JsonNode> schemas(DescribedApi api) {
        List<JsonNode> schemas = new ArrayList<>(api.document().findValues("schema"));
        api.document().path("components").path("schemas").forEach(schemas::add);
        return schemas;
    }
}
