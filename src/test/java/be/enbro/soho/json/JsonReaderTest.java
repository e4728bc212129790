package be.enbro.soho.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void a_parsed_tree_keeps_key_order_and_distinguishes_null_from_absent() {
        Object tree = parse(
                """
                {"b": [1.50, -0, 2e3], "a": {"t": true, "f": false}, "n": null, "s": "\\u20ac\\n\\/"}""");
        assertEquals(
                "{b=[RawNumber[text=1.50], RawNumber[text=-0], RawNumber[text=2e3]], "
                        + "a={t=true, f=false}, n=null, s=€\n/}",
                tree.toString());
    }

    @Test
    void the_last_value_of_a_repeated_key_counts() {
        assertEquals(Map.of("a", "2"), parse("{\"a\": \"1\", \"a\": \"2\"}"));
    }

    @Test
    void escaped_unpaired_surrogates_are_preserved() {
        assertEquals(
                List.of("\ud800", "\udc00x", "\ud83d\ude00"),
                parse("""
                ["\\ud800", "\\udc00x", "\\ud83d\\ude00"]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", " 1\r\n\t", "\"\"", "[]", "{}", "0e0", "-1.5E+7", "\"\u007f\u2028\""})
    void every_type_of_value_is_a_valid_text(String text) {
        parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "\"",
                "[}",
                "{]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{1:2}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1:2}",
                "[[]:1]",
                "01",
                "-01",
                "00",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "1.e1",
                "1.0.0",
                "0x10",
                "NaN",
                "Infinity",
                "'a'",
                "tru",
                "truex",
                "nul",
                "True",
                "[true false]",
                "1 2",
                "1 x",
                "{} {}",
                "[] 1",
                "\"a\"x",
                "[/*x*/1]",
                "//x\n1",
                "#",
                "\"a\tb\"",
                "\"a\nb\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\\"",
                "[1]\u0000",
                "\u00a01",
                "\u000b1",
                "\f1",
                "\u2028[]",
                "\ufeff{}",
                "{}\ufeff"
            })
    void text_outside_rfc_8259_is_rejected(String text) {
        assertRejected(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u00e9\"",
                "\"\u00c3\"",
                "\"\u00c0\u00af\"",
                "\"\u00ed\u00a0\u0080\"",
                "\"\u00f4\u0090\u0080\u0080\"",
                "\u00ff\u00fe[\u0000]\u0000",
                "\u0000[\u0000]"
            })
    void malformed_utf8_is_rejected(String bytes) {
        assertRejected(bytes.getBytes(ISO_8859_1));
    }

    @Test
    void the_replacement_character_is_valid_input() {
        assertEquals(List.of("\ufffd"), JsonReader.parse("[\"\ufffd\"]".getBytes(UTF_8)));
    }

    @Test
    void the_replacement_character_does_not_hide_malformed_utf8() {
        byte[] text = "[\"\ufffd?\"]".getBytes(UTF_8);
        text[5] = (byte) 0xff;

        assertRejected(text);
    }

    @Test
    void nesting_is_allowed_to_64_levels() {
        parse("[".repeat(64) + "]".repeat(64));
        parse("{\"a\":[".repeat(32) + "]}".repeat(32));
        assertRejected(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8));
        assertRejected(("{\"a\":[".repeat(32) + "{}" + "]}".repeat(32)).getBytes(UTF_8));
        assertRejected("[".repeat(1 << 20).getBytes(UTF_8));
        assertRejected("{\"a\":".repeat(1 << 18).getBytes(UTF_8));
    }

    @Test
    void a_number_may_be_as_long_as_a_body() {
        String digits = "9".repeat(500_000);
        String number = "-" + digits + "." + digits + "e" + digits;
        assertEquals(Map.of("unknown", new RawNumber(number)), parse("{\"unknown\":" + number + "}"));
    }

    @Test
    void random_bytes_are_parsed_or_reported_as_malformed() {
        Property.check(property -> parsesOrIsMalformed(property.any(Generator.bytes(0, 255))));
    }

    @Test
    void a_truncated_or_altered_text_is_parsed_or_reported_as_malformed() {
        Property.check(property -> {
            byte[] text = write(property.any(trees(4))).getBytes(UTF_8);
            parsesOrIsMalformed(Arrays.copyOf(text, property.any(Generator.integers(0, text.length - 1))));
            text[property.any(Generator.integers(0, text.length - 1))] = property.any(Generator.bytes(1, 1))[0];
            parsesOrIsMalformed(text);
        });
    }

    @Test
    void written_json_is_read_back_unchanged() {
        Property.check(property -> {
            Object tree = property.any(trees(4));
            assertEquals(tree, parse(write(tree)));
        });
    }

    private static Generator<Object> trees(int maxDepth) {
        Generator<Integer> sizes = Generator.integers(0, 4);
        return random -> switch (random.nextInt(maxDepth == 0 ? 3 : 6)) {
            case 0 -> Generator.strings(20).next(random);
            case 1 -> new RawNumber(Generator.decimals().next(random).toString());
            case 2 -> random.nextBoolean();
            case 3 -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = sizes.next(random); i > 0; i--) {
                    map.put(
                            Generator.strings(5).next(random),
                            trees(maxDepth - 1).next(random));
                }
                yield map;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = sizes.next(random); i > 0; i--) {
                    list.add(trees(maxDepth - 1).next(random));
                }
                yield list;
            }
        };
    }

    private static String write(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> write(entry.getKey()) + ":" + write(entry.getValue()))
                    .toList()
                    .toString()
                    .replaceFirst("^\\[", "{")
                    .replaceFirst("]$", "}");
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(JsonReaderTest::write).toList().toString();
        }
        if (tree instanceof RawNumber number) {
            return number.text();
        }
        return tree instanceof String text ? quoted(text) : tree.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    private static void parsesOrIsMalformed(byte[] bytes) {
        try {
            JsonReader.parse(bytes);
        } catch (MalformedJson allowed) {
            assertEquals("is not valid JSON", allowed.getMessage());
        }
    }

    private static Object parse(String text) {
        return JsonReader.parse(text.getBytes(UTF_8));
    }

    private static void assertRejected(byte[] bytes) {
        assertThrows(MalformedJson.class, () -> JsonReader.parse(bytes));
    }
}
