package be.enbro.soho.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed description of one API, and what it says about JSON. */
public final class DescribedApi {
    public static final DescribedApi PARTNER = new DescribedApi("partner");
    public static final DescribedApi OPERATOR = new DescribedApi("operator");

    private static final String SCHEMAS = "#/components/schemas/";

    private final String name;
    private final JsonNode document;
    private final SchemaRegistry requests;
    private final SchemaRegistry responses;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private DescribedApi(String name) {
        this.name = name;
        this.document = read("/openapi/" + name + ".json");
        this.requests = registry(document, false);
        this.responses = registry(closed(document.deepCopy()), true);
    }

    /** Returns the operations of both APIs. */
    public static Stream<DescribedOperation> allOperations() {
        return Stream.of(PARTNER, OPERATOR).flatMap(api -> api.operations().stream());
    }

    JsonNode document() {
        return document;
    }

    /** The operations of this API. */
    List<DescribedOperation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation ->
                                new DescribedOperation(this, path.getKey(), operation.getKey(), operation.getValue())))
                .toList();
    }

    /** Returns what a reference refers to; another value itself. */
    JsonNode resolved(JsonNode json) {
        String reference = json.path("$ref").asString("");
        return reference.isEmpty() ? json : document.at(reference.substring(1));
    }

    JsonNode schema(String schemaName) {
        return document.at(SCHEMAS.substring(1) + schemaName);
    }

    /** Returns whether a request is accepted by the schema with this name; formats are not verified. */
    boolean accepts(String schemaName, Object request) {
        return compiled.computeIfAbsent(schemaName, key -> requests.getSchema(location(SCHEMAS + key)))
                .validate(SchemaValues.node(request))
                .isEmpty();
    }

    /**
     * Returns the differences between the JSON of a response and a schema: undocumented keys and malformed dates and
     * times, too.
     *
     * @param schema the pointer of the schema in the document
     */
    List<String> differences(String schema, String response) {
        return compiled
                .computeIfAbsent(schema, key -> responses.getSchema(location(key)))
                .validate(response, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private SchemaLocation location(String fragment) {
        return SchemaLocation.of("urn:soho:" + name + fragment);
    }

    private SchemaRegistry registry(JsonNode json, boolean verifyFormats) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(verifyFormats)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(config).schemas(Map.of("urn:soho:" + name, json.toString())));
    }

    /** Forbids unknown keys in every object. */
    private static JsonNode closed(JsonNode json) {
        json.forEach(DescribedApi::closed);
        if (json instanceof ObjectNode schema
                && "object".equals(schema.path("type").asString(""))) {
            schema.put("additionalProperties", false);
        }
        return json;
    }

    @Override
    public String toString() {
        return name;
    }

    static JsonNode read(String resource) {
        try (InputStream file = Objects.requireNonNull(DescribedApi.class.getResourceAsStream(resource), resource)) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
