package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A response: status, headers, body as text, and the time it took. */
public record Answer(int status, HttpHeaders headers, String body, Duration took) {

    static final String JSON = "application/json; charset=utf-8";

    /** Returns all values of the header. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** Asserts that the response has this status, exactly this JSON text, and the contract's content type. */
    public Answer is(int expectedStatus, String expectedBody) {
        assertEquals(expectedStatus + "\n" + expectedBody, status + "\n" + body);
        assertEquals(JSON, header("Content-Type"));
        assertEquals("nosniff", header("X-Content-Type-Options"));
        return this;
    }

    /** Returns the number after the first {@code "key":} in the body. */
    public long number(String key) {
        return Long.parseLong(first("\"" + key + "\":(\\d+)"));
    }

    /** Returns the text after the first occurrence of the key in the body. */
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

    /** Returns the ids of the records themselves, which are the first key of each. */
    List<Long> ids() {
        return Pattern.compile("[\\[,]\\{\"id\":(\\d+)")
                .matcher(body)
                .results()
                .map(id -> Long.valueOf(id.group(1)))
                .toList();
    }
}
