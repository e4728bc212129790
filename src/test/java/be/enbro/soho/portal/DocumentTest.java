package be.enbro.soho.portal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final byte[] BYTES = "é".repeat(1000).getBytes(StandardCharsets.UTF_8);

    private final Document document = new Document("text/plain", BYTES);

    @Test
    void equal_bytes_have_equal_tags_and_other_bytes_or_encodings_have_not() {
        Document same = new Document("text/html", BYTES.clone());
        Document other = new Document("text/plain", new byte[] {1});

        assertEquals(document.etag(false), same.etag(false));
        assertEquals(document.etag(true), same.etag(true));
        assertNotEquals(document.etag(false), document.etag(true));
        assertNotEquals(document.etag(false), other.etag(false));
    }

    @Test
    void the_tag_is_the_sha_256_of_the_bytes_in_quotes() {
        String hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        assertEquals('"' + hashOfNothing + '"', new Document("text/plain", new byte[0]).etag(false));
    }

    @Test
    void it_is_compressed_once_and_without_loss() throws IOException {
        byte[] gzip = document.bytes(true);

        assertArrayEquals(BYTES, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
        assertArrayEquals(BYTES, document.bytes(false));
        assertSame(gzip, document.bytes(true));
    }
}
