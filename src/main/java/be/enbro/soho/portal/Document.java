package be.enbro.soho.portal;

import be.enbro.soho.hashing.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** The body of a response, as it is and compressed. It is compressed once, when that is first requested. */
final class Document {
    private static final int HUGE_BYTES = 512 * 1024;

    private final String type;
    private final byte[] plain;
    private final String hash;
    private volatile byte[] gzip;

    /** @param type the value of Content-Type */
    Document(String type, byte[] bytes) {
        this.type = type;
        plain = bytes;
        hash = Sha256.hex(bytes);
    }

    String type() {
        return type;
    }

    /** Whether it is sent in compressed form only, because a server keeps in memory what a client does not read. */
    boolean isHuge() {
        return plain.length > HUGE_BYTES;
    }

    /**
     * Returns the strong entity tag of one encoding. Both contain the hash of the plain bytes, because compressed ones
     * may differ between two nodes.
     */
    String etag(boolean isGzip) {
        return '"' + hash + (isGzip ? "-gzip\"" : "\"");
    }

    byte[] bytes(boolean isGzip) {
        if (!isGzip) {
            return plain;
        }
        if (gzip == null) {
            gzip = compressed(plain);
        }
        return gzip;
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
