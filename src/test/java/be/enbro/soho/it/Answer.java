package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;

/** What came back: the status, the headers, the body as text, and how long it took. */
public record Answer(int status, HttpHeaders headers, String body, Duration took) {

    static final String JSON = "application/json; charset=utf-8";

    /** All values of the header. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** The whole answer is this status, this JSON text to the byte, and the contract's content type. */
    public Answer is(int expectedStatus, String expectedBody) {
        assertEquals(expectedStatus + "\n" + expectedBody, status + "\n" + body);
        assertEquals(JSON, header("Content-Type"));
        assertEquals("nosniff", header("X-Content-Type-Options"));
        return this;
    }

    /** The number behind {@code "key":} where the key stands first in the body. */
    public long number(String key) {
        return Long.parseLong(first("\"" + key + "\":(\\d+)"));
    }

    /** The text behind the key where the key stands first in the body. */
    public String string(String key) {
        return first("\"" + key + "\":\"([^\"]*)\"");
    }

    private String first(String pattern) {
        var matcher = Pattern.compile(pattern).matcher(body);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + status + " " + body);
        }
        return matcher.group(1);
    }
}
