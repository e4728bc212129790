package be.enbro.soho.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The request schemas of the descriptions and the server's validation accept the same requests, but for the
 * {@linkplain Coercion coercions} and {@linkplain FurtherRule rules} that the text announces.
 */
class RequestSchemasTest {
    private static final int TRIES = 2000;

    /** The beginning of the server's message, by keyword. */
    private static final Map<String, String> LIMITS = Map.of(
            "enum", "must be one of: ",
            "maxLength", "size cannot be greater than ",
            "maxItems", "size cannot be greater than ",
            "minimum", "must be greater than or equal to ",
            "maximum", "must be less than or equal to ");

    /** A type of request and its description. */
    private record Described(RequestType<?> type, DescribedApi api, SchemaValues values) {
        static Described of(RequestType<?> type) {
            DescribedApi api = DescribedApi.PARTNER.schema(type.schemaName()).isMissingNode()
                    ? DescribedApi.OPERATOR
                    : DescribedApi.PARTNER;
            return new Described(type, api, new SchemaValues(api));
        }

        Generator<Map<?, ?>> requests() {
            return SchemaValues.requests(api, type.schemaName());
        }

        JsonNode schema() {
            return api.schema(type.schemaName());
        }

        boolean accepts(Object request) {
            return api.accepts(type.schemaName(), request);
        }
    }

    private static List<Described> types() {
        List<Described> types =
                Description.requestTypes().values().stream().map(Described::of).toList();
        assertEquals(
                List.of(
                        "customer",
                        "customerLookup",
                        "customerPatch",
                        "customerSearch",
                        "ean",
                        "eanPatch",
                        "eans",
                        "erasureReplay",
                        "lookupByEan",
                        "lookupByEmail",
                        "organisation",
                        "organisationPatch",
                        "supplier",
                        "supplierPatch",
                        "token",
                        "tokenPatch"),
                types.stream().map(described -> described.type().name()).toList());
        return types;
    }

    @Test
    void the_server_accepts_requests_that_are_generated_from_the_schema() {
        for (Described described : types()) {
            Property.checkSame(TRIES, property -> {
                Object request = property.any(described.requests());
                assertTrue(described.accepts(request), "schema");
                assertEquals(List.of(), described.type().parse(request).errors());
            });
        }
    }

    @Test
    void server_and_schema_agree_on_any_request_but_for_what_the_text_announces() {
        Set<Coercion> coercions = EnumSet.noneOf(Coercion.class);
        Set<FurtherRule> rules = EnumSet.noneOf(FurtherRule.class);
        for (Described described : types()) {
            int[] accepted = new int[1];
            Property.checkSame(TRIES, property -> {
                Object request = property.any(Mutation.of(described.requests()));
                Validated<?> parsed = described.type().parse(request);
                parsed.errors().forEach(error -> assertSameLimits(described, error));
                boolean agree = described.accepts(request) == parsed.isValid();
                if (parsed.isValid()) {
                    accepted[0]++;
                }
                if (!agree && parsed.isValid()) {
                    assertCoerced(described, request, coercions);
                }
                if (!agree && !parsed.isValid()) {
                    parsed.errors().forEach(error -> rules.add(rule(described, request, error)));
                }
            });
            assertTrue(accepted[0] > TRIES / 20 && accepted[0] < TRIES * 19 / 20, () -> accepted[0] + " accepted");
        }
        assertEquals(EnumSet.allOf(Coercion.class), coercions);
        assertEquals(EnumSet.allOf(FurtherRule.class), rules);
    }

    @Test
    void the_text_of_the_description_announces_every_exception() {
        String texts = String.join(
                "\n",
                DescribedApi.PARTNER
                        .document()
                        .findValuesAsString("description")
                        .toString(),
                DescribedApi.OPERATOR
                        .document()
                        .findValuesAsString("description")
                        .toString());
        String oneLine = texts.replace('\n', ' ');
        Stream.concat(
                        Arrays.stream(Coercion.values()).map(coercion -> coercion.sentence),
                        Arrays.stream(FurtherRule.values()).map(rule -> rule.sentence))
                .forEach(sentence -> assertTrue(oneLine.contains(sentence), sentence));
    }

    /** The schema accepts the request once it is written without what the server converts. */
    private static void assertCoerced(Described described, Object request, Set<Coercion> coercions) {
        Set<Coercion> applied = EnumSet.noneOf(Coercion.class);
        Object written = Coercion.undone(described.values(), described.schema(), request, applied);
        assertTrue(described.accepts(written), () -> "only the server accepts it, not by a coercion: " + written);
        coercions.addAll(applied);
    }

    /** A message that names the accepted values or a limit names those of the schema. */
    private static void assertSameLimits(Described described, ApiError error) {
        JsonNode schema = schema(described, error);
        LIMITS.forEach((keyword, message) -> {
            if (schema.has(keyword) && error.message().startsWith(message)) {
                assertEquals(message + text(schema.path(keyword)), error.message(), error.path());
            }
        });
    }

    private static String text(JsonNode limit) {
        return limit.isArray()
                ? limit.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : limit.toString();
    }

    private static JsonNode schema(Described described, ApiError error) {
        List<JsonNode> alternatives = described.values().alternatives(described.schema());
        for (String name : path(error)) {
            alternatives = described.values().alternatives(part(alternatives, name));
        }
        return alternatives.get(0);
    }

    /** Returns the schema of an element, or of a property that one of the alternatives has. */
    private static JsonNode part(List<JsonNode> alternatives, String name) {
        return alternatives.get(0).has("items")
                ? alternatives.get(0).path("items")
                : alternatives.stream()
                        .map(schema -> schema.path("properties").path(name))
                        .filter(property -> !property.isMissingNode())
                        .findFirst()
                        .orElseThrow();
    }

    private static FurtherRule rule(Described described, Object request, ApiError error) {
        Object value = request;
        for (String name : path(error)) {
            value = value instanceof List<?> array ? array.get(Integer.parseInt(name)) : ((Map<?, ?>) value).get(name);
        }
        return rule(schema(described, error), value, error)
                .orElseThrow(() -> new AssertionError("only the schema accepts it: " + error));
    }

    private static List<String> path(ApiError error) {
        String path = error.index() == null ? error.path() : "eans." + error.index() + '.' + error.path();
        return List.of(path.split("\\."));
    }

    private static Optional<FurtherRule> rule(JsonNode schema, Object value, ApiError error) {
        return Arrays.stream(FurtherRule.values())
                .filter(rule -> rule.explains(error.message(), schema, value))
                .findFirst();
    }
}
