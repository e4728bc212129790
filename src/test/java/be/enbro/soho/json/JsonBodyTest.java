package be.enbro.soho.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The HTTP suite tests the statuses, because a JAX-RS exception requires a server. */
class JsonBodyTest {
    private static final String JSON = "{\"a\":\"b\"}";

    private final JsonBodyReader reader = new JsonBodyReader();

    @Test
    void the_body_is_not_read_before_its_json_is_requested() {
        InputStream stream = stream(JSON);
        JsonBody body = body(stream);

        assertEquals(JSON.length(), ((ByteArrayInputStream) stream).available());
        assertEquals(Map.of("a", "b"), body.json());
        assertEquals(0, ((ByteArrayInputStream) stream).available());
    }

    @Test
    void an_empty_body_or_none_is_malformed() {
        assertThrows(MalformedJson.class, body(stream(""))::json);
        assertThrows(MalformedJson.class, body(null)::json);
    }

    @Test
    void a_body_up_to_the_limit_is_read() {
        String text = "a".repeat(JsonBody.LIMIT_BYTES - "{\"a\":\"\"}".length());

        assertEquals(Map.of("a", text), body(stream("{\"a\":\"" + text + "\"}")).json());
    }

    @Test
    void the_reader_supports_request_bodies_of_any_media_type() {
        assertTrue(isReadable(JsonBody.class, null));
        assertTrue(isReadable(JsonBody.class, MediaType.TEXT_PLAIN_TYPE));
        assertFalse(isReadable(Object.class, MediaType.APPLICATION_JSON_TYPE));
    }

    /** Jersey closes the stream of any other parameter before it calls the resource method. */
    @Test
    void a_body_is_closeable() {
        assertTrue(Closeable.class.isAssignableFrom(JsonBody.class));
    }

    private boolean isReadable(Class<?> type, MediaType mediaType) {
        return reader.isReadable(type, type, new Annotation[0], mediaType);
    }

    private JsonBody body(InputStream stream) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle("Content-Type", JsonBody.CONTENT_TYPE);
        return reader.readFrom(JsonBody.class, JsonBody.class, new Annotation[0], null, headers, stream);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
