package be.enbro.soho.privacy;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The JSON of an {@link ExportView}, in which the list of EANs may be too long to be in memory.
 *
 * @param beginning an object with all that precedes the EANs
 * @param eans the array of EANs: its bytes, or an object that streams it
 * @param changes the array of changes
 */
record ExportDocument(byte[] beginning, Object eans, byte[] changes) implements StreamingOutput {
    private static final byte[] EANS = ",\"eans\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHANGES = ",\"changes\":".getBytes(StandardCharsets.US_ASCII);

    /** Returns the response entity: the bytes of the whole document, or this if it is streamed. */
    Object entity() throws IOException {
        if (eans instanceof StreamingOutput) {
            return this;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        write(whole);
        return whole.toByteArray();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(beginning, 0, beginning.length - 1);
        out.write(EANS);
        if (eans instanceof StreamingOutput many) {
            many.write(out);
        } else {
            out.write((byte[]) eans);
        }
        out.write(CHANGES);
        out.write(changes);
        out.write('}');
    }
}
