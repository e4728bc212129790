package be.enbro.soho.openapi;

import be.enbro.soho.it.Unique;
import be.enbro.soho.json.RawNumber;
import be.enbro.soho.property.Generator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates values that a request schema of a description accepts, as the trees of {@code JsonReader}; a format by
 * valid examples.
 */
public final class SchemaValues {
    private static final int MOST_ELEMENTS = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    /** By format. The days are in the past and the times in the future. */
    private static final Map<String, Generator<String>> FORMATS = Map.of(
            "gsrn",
            Generator.longs(0, 999_999_999_999_999L)
                    .map(number -> Unique.withCheckDigit(String.format(Locale.ROOT, "54%015d", number))),
            "phone-number",
            Generator.of(List.of("+3256980144", "+32(0)56/98.01.44", "056 98 01 44", "+31 20 123 4567", "0470123456")),
            "ip",
            Generator.edgeCasesOr(
                    List.of("::", "::1", "2001:DB8::192.0.2.1", "1:2:3:4:5:6:7:8"),
                    random -> Generator.integers(0, 255).next(random) + ".0." + random.nextInt(256) + ".255"),
            "email",
            Generator.edgeCasesOr(
                    List.of("a@b.c", "O'Neil+tag@Example.COM", "j\u00fcrgen@ex\u00e4mple.be"),
                    Generator.integers(0, Integer.MAX_VALUE).map(number -> "customer-" + number + "@mail.example.com")),
            "date",
            Generator.integers(0, 45_000).map(days -> FIRST_DAY.plusDays(days).toString()),
            "date-time",
            Generator.edgeCasesOr(
                    List.of(
                            "2100-01-01T00:00:00Z",
                            "2100-02-28t23:59:59z",
                            "9999-12-31T23:59:59.999999Z",
                            "2100-06-01T12:00:00.5+02:00"),
                    Generator.longs(4_200_000_000L, 250_000_000_000L)
                            .map(seconds -> Instant.ofEpochSecond(seconds).toString())));

    private final DescribedApi api;
    private final Map<JsonNode, List<JsonNode>> alternatives = new IdentityHashMap<>();

    SchemaValues(DescribedApi api) {
        this.api = api;
    }

    /** Returns a generator of requests, for example of CustomerRequest. */
    public static Generator<Map<?, ?>> requests(DescribedApi api, String schemaName) {
        SchemaValues values = new SchemaValues(api);
        return random -> (Map<?, ?>) values.next(api.schema(schemaName), random);
    }

    Object next(JsonNode schema, Random random) {
        List<JsonNode> accepted = alternatives(schema);
        JsonNode chosen = accepted.get(random.nextInt(accepted.size()));
        if (chosen.has("enum")) {
            return constant(
                    chosen.path("enum").get(random.nextInt(chosen.path("enum").size())));
        }
        return switch (chosen.path("type").asString()) {
            case "object" -> object(chosen, random);
            case "array" -> array(chosen, random);
            case "string" -> text(chosen, random);
            case "boolean" -> random.nextBoolean();
            case "integer" -> integer(chosen, random);
            case "number" -> decimal(chosen, random);
            case "null" -> null;
            default -> throw new IllegalArgumentException("type of " + chosen);
        };
    }

    /** Returns the schemas of which a value must meet one, without references. */
    List<JsonNode> alternatives(JsonNode schema) {
        return alternatives.computeIfAbsent(schema, this::computed);
    }

    private List<JsonNode> computed(JsonNode schema) {
        ObjectNode own = ((ObjectNode) api.resolved(schema)).deepCopy();
        ((ObjectNode) schema)
                .properties().stream()
                        .filter(keyword -> !keyword.getKey().equals("$ref"))
                        .forEach(keyword -> own.set(keyword.getKey(), keyword.getValue()));
        if (!own.has("anyOf")) {
            return List.of(own);
        }
        List<JsonNode> each = new ArrayList<>();
        own.remove("anyOf").forEach(one -> each.addAll(computed(own.deepCopy().setAll((ObjectNode) one))));
        return each;
    }

    private static Object constant(JsonNode value) {
        return value.isString()
                ? value.asString()
                : value.isBoolean() ? (Object) value.asBoolean() : new RawNumber(value.toString());
    }

    private Map<String, Object> object(JsonNode schema, Random random) {
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.put(property.getKey(), next(property.getValue(), random));
            }
        });
        if (random.nextInt(8) == 0) {
            object.put("unknown_" + random.nextInt(10), new RawNumber("1e999"));
        }
        return object;
    }

    private List<Object> array(JsonNode schema, Random random) {
        int min = schema.path("minItems").asInt(0);
        int max = schema.path("maxItems").asInt();
        int size = Generator.integers(min, random.nextInt(500) == 0 ? max : Math.min(max, MOST_ELEMENTS))
                .next(random);
        List<Object> array = new ArrayList<>();
        while (array.size() < size) {
            array.add(next(schema.path("items"), random));
        }
        return array;
    }

    private static String text(JsonNode schema, Random random) {
        int min = schema.path("minLength").asInt(0);
        int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return texts(schema, max)
                .filter(text -> text.codePointCount(0, text.length()) <= max && text.length() >= min)
                .filter(text -> isWithinBounds(schema, text))
                .next(random);
    }

    private static boolean isWithinBounds(JsonNode schema, String text) {
        return (!schema.has("minimum")
                        || new BigDecimal(text).compareTo(schema.path("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || new BigDecimal(text).compareTo(schema.path("maximum").decimalValue()) <= 0);
    }

    private static Generator<String> texts(JsonNode schema, int max) {
        if (schema.has("format")) {
            return FORMATS.get(schema.path("format").asString());
        }
        return schema.has("pattern")
                ? random -> PatternTexts.next(schema.path("pattern").asString(), random)
                : Generator.strings(max).map(SchemaValues::storable);
    }

    static boolean isStorable(String text) {
        return text.codePoints().allMatch(SchemaValues::isStorable);
    }

    private static boolean isStorable(int c) {
        return c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }

    /** Replaces the characters that no string may contain. */
    private static String storable(String text) {
        return text.codePoints()
                .map(c -> isStorable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static RawNumber integer(JsonNode schema, Random random) {
        long min = schema.has("minimum") ? schema.path("minimum").asLong() : Long.MIN_VALUE;
        long max = schema.has("maximum") ? schema.path("maximum").asLong() : Long.MAX_VALUE;
        return number(BigDecimal.valueOf(Generator.longs(min, max).next(random)), random);
    }

    /** Generates numbers of at most 10 fraction digits, as the text says. */
    private static RawNumber decimal(JsonNode schema, Random random) {
        BigDecimal limit = schema.path("exclusiveMaximum").decimalValue();
        BigInteger digits = new BigInteger(random.nextInt(limit.precision() * 4), random);
        BigDecimal number = new BigDecimal(digits, random.nextInt(11));
        return number(number.compareTo(limit) < 0 ? number : limit.subtract(new BigDecimal("0.0000000001")), random);
    }

    /** Returns the number in one of the notations of JSON. */
    private static RawNumber number(BigDecimal number, Random random) {
        return new RawNumber(
                switch (random.nextInt(4)) {
                    case 0 -> number.setScale(Math.max(number.scale(), 0) + 1).toPlainString();
                    case 1 -> number.unscaledValue() + "e" + -number.scale();
                    default -> number.toPlainString();
                });
    }

    /** Converts a tree of {@code JsonReader} for the validation by a schema. */
    public static JsonNode node(Object tree) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (tree instanceof Map<?, ?> object) {
            ObjectNode node = nodes.objectNode();
            object.forEach((name, value) -> node.set((String) name, node(value)));
            return node;
        }
        if (tree instanceof List<?> array) {
            ArrayNode node = nodes.arrayNode();
            array.forEach(element -> node.add(node(element)));
            return node;
        }
        if (tree instanceof RawNumber number) {
            return nodes.numberNode(new BigDecimal(number.text()));
        }
        if (tree instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        return tree == null ? nodes.nullNode() : nodes.stringNode((String) tree);
    }
}
