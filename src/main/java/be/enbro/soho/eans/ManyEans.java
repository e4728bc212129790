package be.enbro.soho.eans;

import be.enbro.soho.http.FailureLog;
import be.enbro.soho.json.Json;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Streams a long list of EANs, of which only a few are in memory at a time. The ids are read in one snapshot, so that
 * the list contains either all or none of a bulk.
 */
public final class ManyEans implements StreamingOutput {
    /**
     * A list up to this size is sent as a whole, so that it is answered 503 if the database becomes unavailable while
     * it is read.
     */
    private static final int ONE_PIECE_BYTES = 256 * 1024;

    private final Function<List<Long>, List<EanView>> find;
    private final int onePieceBytes;
    private final ByteArrayOutputStream firstPart = new ByteArrayOutputStream();
    private List<Long> rest;

    private ManyEans(List<Long> ids, Function<List<Long>, List<EanView>> find, int onePieceBytes) {
        this.rest = ids;
        this.find = find;
        this.onePieceBytes = onePieceBytes;
    }

    /**
     * Returns the response entity: the bytes of the whole list, or an object that streams a long one.
     *
     * @param ids the ids of all EANs in their order
     * @param find finds EANs by id, in their order
     */
    static Object entity(List<Long> ids, Function<List<Long>, List<EanView>> find) throws IOException {
        return entity(ids, find, ONE_PIECE_BYTES);
    }

    /** @param onePieceBytes the size up to which all EANs are found at once, and the response entity is bytes */
    public static Object entity(List<Long> ids, Function<List<Long>, List<EanView>> find, int onePieceBytes)
            throws IOException {
        ManyEans list = new ManyEans(ids, find, onePieceBytes);
        while (!list.rest.isEmpty() && list.firstPart.size() <= list.onePieceBytes) {
            list.writeNext(list.firstPart, list.firstPart.size() == 0 ? '[' : ',');
        }
        if (!list.rest.isEmpty()) {
            return list;
        }
        list.firstPart.writeBytes(list.firstPart.size() == 0 ? new byte[] {'[', ']'} : new byte[] {']'});
        return list.firstPart.toByteArray();
    }

    /**
     * The output is not valid JSON if the database becomes unavailable: the status has been sent, and the standard API
     * cannot abort a connection.
     */
    @Override
    public void write(OutputStream out) throws IOException {
        firstPart.writeTo(out);
        try {
            while (!rest.isEmpty()) {
                writeNext(out, ',');
            }
        } catch (RuntimeException failure) {
            FailureLog.log(failure);
            throw new IOException("the list is broken off");
        }
        out.write(']');
    }

    private void writeNext(OutputStream out, char separator) throws IOException {
        List<Long> ids = rest.subList(0, Math.min(rest.size(), EanStatements.CHUNK_SIZE));
        rest = rest.subList(ids.size(), rest.size());
        List<EanView> eans = find.apply(ids);
        if (!eans.isEmpty()) {
            byte[] array = Json.bytes(eans);
            out.write(separator);
            out.write(array, 1, array.length - 2);
        }
    }
}
