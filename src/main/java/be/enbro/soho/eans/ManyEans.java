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
 * A list of many EANs, of which only a few are in memory at any time. Which they are is decided by their ids at one moment,
 * so that a bulk is in it whole or not at all.
 */
final class ManyEans implements StreamingOutput {
    /** A list up to this size is one piece, and 503 if the database goes away while it is read. */
    private static final int ONE_PIECE_BYTES = 256 * 1024;

    private final Function<List<Long>, List<EanView>> find;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private List<Long> rest;

    private ManyEans(List<Long> ids, Function<List<Long>, List<EanView>> find) {
        this.rest = ids;
        this.find = find;
    }

    /**
     * The answer: the bytes of the whole list, or what writes a long one.
     *
     * @param ids of all EANs in their order
     * @param find the EANs of some of them in their order
     */
    static Object answer(List<Long> ids, Function<List<Long>, List<EanView>> find) throws IOException {
        ManyEans list = new ManyEans(ids, find);
        while (!list.rest.isEmpty() && list.beginning.size() <= ONE_PIECE_BYTES) {
            list.writeNext(list.beginning, list.beginning.size() == 0 ? '[' : ',');
        }
        if (!list.rest.isEmpty()) {
            return list;
        }
        list.beginning.writeBytes(list.beginning.size() == 0 ? new byte[] {'[', ']'} : new byte[] {']'});
        return list.beginning.toByteArray();
    }

    /** Text that is no JSON if the database goes away: the status has left, and no API of the server breaks a connection off. */
    @Override
    public void write(OutputStream out) throws IOException {
        beginning.writeTo(out);
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
        List<Long> ids = rest.subList(0, Math.min(rest.size(), EanStatements.PIECE));
        rest = rest.subList(ids.size(), rest.size());
        List<EanView> eans = find.apply(ids);
        if (!eans.isEmpty()) {
            byte[] array = Json.bytes(eans);
            out.write(separator);
            out.write(array, 1, array.length - 2);
        }
    }
}
