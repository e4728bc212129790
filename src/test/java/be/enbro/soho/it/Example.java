package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The JSON of one example of the published document, unchanged, in the package of the description. */
record Example(String name) {

    static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    String request() {
        return read(name + ".request.json");
    }

    /** The example without white space between tokens, as the server formats it. */
    String response() {
        return compact(read(name + ".response.json"));
    }

    JsonStructure json() {
        return Json.createReader(new StringReader(read(name + ".response.json")))
                .read();
    }

    /**
     * Asserts that the response equals the example byte for byte except for generated values.
     *
     * @param generated pairs, in the order of the response, of a text of the document and the pattern that the server's
     *     text must match
     */
    void isAnsweredBy(Answer answer, int status, String... generated) {
        String expected = response();
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (int i = 0; i < generated.length; i += 2) {
            int at = expected.indexOf(generated[i], from);
            assertTrue(at >= 0, generated[i]);
            pattern.append(Pattern.quote(expected.substring(from, at))).append(generated[i + 1]);
            from = at + generated[i].length();
        }
        pattern.append(Pattern.quote(expected.substring(from)));
        boolean matches = Pattern.matches(pattern.toString(), answer.body());
        answer.is(status, matches ? answer.body() : expected);
    }

    static String read(String file) {
        try (InputStream text = Example.class.getResourceAsStream("/be/enbro/soho/openapi/examples/" + file)) {
            assertNotNull(text, file);
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String compact(String json) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (char c : json.toCharArray()) {
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
