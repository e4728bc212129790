package be.enbro.soho.json;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Parses JSON texts (RFC 8259, UTF-8 without a byte order mark, at most 64 levels deep). */
public final class JsonReader {

    private static final int MAX_DEPTH = 64;

    /** The replacement character of a decoding error; may also occur in valid input. */
    private static final char REPLACEMENT = '\uFFFD';

    // Cached, because looking up the provider costs more than parsing.
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    private JsonReader() {}

    /**
     * Parses a body into a tree of {@code Map<String, Object>} (the last value of a repeated key), {@code
     * List<Object>}, {@code String}, {@link RawNumber}, {@code Boolean} and null.
     *
     * @throws MalformedJson if the bytes are not JSON; no other exception is thrown
     */
    public static Object parse(byte[] body) {
        return parse(decode(body));
    }

    /** Parses a text that is already decoded. */
    public static Object parse(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            Object tree = value(parser, parser.next(), 0);
            if (parser.hasNext()) {
                throw new MalformedJson();
            }
            return tree;
        } catch (JsonException | NoSuchElementException | IllegalStateException malformed) {
            throw new MalformedJson();
        }
    }

    /**
     * Uses {@code String}, because a decoder and its buffer allocate 47 KB more for a bulk of 100; a decoder is used
     * only in case of doubt (docs/decisions/0010).
     */
    private static String decode(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(body);
        }
        return text;
    }

    private static void requireUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedJson();
        }
    }

    private static Object value(JsonParser parser, Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> object(parser, nextDepth(depth));
            case START_ARRAY -> array(parser, nextDepth(depth));
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> new RawNumber(parser.getString());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new MalformedJson();
        };
    }

    private static int nextDepth(int depth) {
        if (depth == MAX_DEPTH) {
            throw new MalformedJson();
        }
        return depth + 1;
    }

    private static Map<String, Object> object(JsonParser parser, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.next() == Event.KEY_NAME) {
            String key = parser.getString();
            object.put(key, value(parser, parser.next(), depth));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser, int depth) {
        List<Object> array = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(parser, event, depth));
        }
        return array;
    }
}
