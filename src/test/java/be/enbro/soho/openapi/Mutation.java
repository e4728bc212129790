package be.enbro.soho.openapi;

import be.enbro.soho.json.RawNumber;
import be.enbro.soho.property.Generator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Changes one value of a valid request, or removes or repeats it. The result may be valid or not. */
final class Mutation {
    private static final List<Object> NUMBERS = numbers(
            "0",
            "1",
            "-1",
            "-0",
            "1.0",
            "1e0",
            "10e-1",
            "0.0",
            "1.5",
            "2147483647",
            "2147483648",
            "3.15e2",
            "1e19",
            "1e20",
            "99999999999999999999.9999999999",
            "0.00000000001",
            "1e-11",
            "1e30",
            "-1e30");

    private static final List<Object> TEXTS = List.of(
            "",
            " ",
            "\n",
            "\0",
            "a\0",
            "\ud800",
            "\udc00x",
            "x".repeat(254),
            "x".repeat(255),
            "x".repeat(256),
            "\ud83d\ude00".repeat(255),
            "\ud83d\ude00".repeat(256),
            " ".repeat(256),
            "0".repeat(256),
            "1",
            "0",
            "-1",
            "-0",
            "+1",
            "1.5",
            ".5",
            "5.",
            "1,5",
            "+1.5",
            "1e3",
            "1E5",
            "1e",
            "0x1",
            "1e30",
            "1e-11",
            "123456789012345678901234567890e-20",
            "2147483648",
            "99999999999999999999",
            "100000000000000000000",
            "0.00000000001",
            "0.000000000010",
            "007",
            "\u0663",
            "NaN",
            "true",
            "True",
            "tRUE",
            "yes",
            "no",
            "on",
            "oFF",
            "mr",
            "MR",
            "gas",
            "monoExclusive",
            "monoexclusive",
            "nl",
            "de",
            "2020-02-29",
            "2021-02-29",
            "2020-2-9",
            "1899-12-31",
            "1900-01-01",
            "9999-12-31",
            "10000-01-01",
            "2020-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2100-01-01T00:00:00+24:00",
            "2100-01-01T00:00:00",
            "2100-01-01 00:00:00Z",
            "9999-12-31T23:59:59-01:00",
            "a@b",
            "a@b.c",
            "a@b..c",
            "a@@b.c",
            "A@B.C",
            "a@b.\u212a",
            "a@\u0130.c",
            "a@b.c\u00ad",
            "a@b.c\u200b",
            "a b@c.d",
            "a\u00a0b@c.d",
            "1.2.3.4",
            "01.2.3.4",
            "1.2.3",
            "256.1.1.1",
            "::1",
            "1::2::3",
            "fe80::1%eth0",
            "+32",
            "0470",
            "056 98 01 44",
            "+3256980144;ext=1",
            "541448820000000000",
            "541448820000000001",
            "54144882000000000",
            "enbro",
            "enbro.be",
            "Enbro.be",
            "-enbro",
            "enbro-",
            "en--bro",
            "a..b",
            "a.b.");

    private static final List<UnaryOperator<String>> CHANGES = List.of(
            text -> " " + text,
            text -> text + "  ",
            text -> text + "\n",
            text -> "\u2003" + text,
            text -> "+" + text,
            text -> "-" + text,
            text -> "0" + text,
            text -> text + "0",
            text -> text + "e0",
            text -> text + ".0",
            text -> text + "\0",
            text -> text + "\udfff",
            text -> text + "x",
            text -> text.replace("@", "\u00ad@"),
            text -> text.replace("@", "@\u212a"),
            text -> text.replace("@", "\u00a0@"),
            text -> text.substring(Math.min(1, text.length())),
            text -> text.substring(0, Math.max(0, text.length() - 1)),
            text -> text.replaceFirst("[0-9]", "7"),
            text -> text.replaceFirst("[0-9]", "\u0663"),
            text -> text.replaceFirst("^[0-9]{2}", "19"),
            text -> text.replaceFirst("^[0-9]{4}", "9998"),
            text -> text.replaceFirst("-[0-9]{2}$", "-31"),
            text -> text.replaceFirst("-[0-9]{2}$", "-00"),
            text -> text.replaceFirst("[0-4]$", "5"),
            text -> text.replaceFirst("[5-9]$", "0"),
            text -> text.toUpperCase(Locale.ROOT),
            text -> text.repeat(3));

    private static final Generator<Object> REPLACEMENTS = random -> switch (random.nextInt(8)) {
        case 0 -> null;
        case 1 -> random.nextBoolean();
        case 2 -> random.nextBoolean() ? new ArrayList<>() : new LinkedHashMap<>();
        case 3, 4 -> Generator.of(NUMBERS).next(random);
        case 5 -> random.nextBoolean()
                ? "x".repeat(253 + random.nextInt(4))
                : Generator.strings(300).next(random);
        default -> Generator.of(TEXTS).next(random);
    };

    private final Random random;

    /** A mutation counts the values of the request, and changes the one with this number. */
    private int untilChange;

    private Mutation(Random random, int untilChange) {
        this.random = random;
        this.untilChange = untilChange;
    }

    static Generator<Object> of(Generator<?> valid) {
        return random -> {
            Object request = valid.next(random);
            return new Mutation(random, random.nextInt(size(request))).value(request);
        };
    }

    private static int size(Object value) {
        if (value instanceof Map<?, ?> object) {
            return 1 + object.values().stream().mapToInt(Mutation::size).sum();
        }
        return value instanceof List<?> array
                ? 1 + array.stream().mapToInt(Mutation::size).sum()
                : 1;
    }

    private Object value(Object value) {
        if (untilChange-- == 0) {
            return changed(value);
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> copy = new LinkedHashMap<>();
            object.forEach((name, inner) -> {
                boolean isRemoved = untilChange == 0 && random.nextInt(6) == 0;
                Object mutated = value(inner);
                if (!isRemoved) {
                    copy.put((String) name, mutated);
                }
            });
            return copy;
        }
        if (!(value instanceof List<?> array)) {
            return value;
        }
        List<Object> copy = new ArrayList<>();
        array.forEach(inner -> copy.add(value(inner)));
        return copy;
    }

    private Object changed(Object value) {
        if (value instanceof String text && random.nextBoolean()) {
            return Generator.of(CHANGES).next(random).apply(text);
        }
        if (value instanceof RawNumber number && random.nextInt(3) == 0) {
            return random.nextBoolean() ? number.text() : new RawNumber(negated(number.text()));
        }
        if (value instanceof List<?> array && !array.isEmpty() && random.nextBoolean()) {
            return Collections.nCopies(random.nextInt(20) > 0 ? 11 : 1001, array.get(0));
        }
        return REPLACEMENTS.next(random);
    }

    private static String negated(String number) {
        return number.startsWith("-") ? number.substring(1) : "-" + number;
    }

    private static List<Object> numbers(String... texts) {
        List<Object> numbers = new ArrayList<>();
        for (String text : texts) {
            numbers.add(new RawNumber(text));
        }
        return numbers;
    }
}
