package be.enbro.soho.eans;

import be.enbro.soho.json.WireJson;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * A list of many EANs, of which only a few are in memory at any time. Which they are is decided by their ids at one moment,
 * so that a bulk is in it whole or not at all.
 */
record ManyEans(List<Long> ids, Function<List<Long>, List<EanView>> find) implements StreamingOutput {
    @Override
    public void write(OutputStream out) throws IOException {
        char separator = '[';
        for (int start = 0; start < ids.size(); start += Eans.AT_ONCE) {
            List<EanView> eans = find.apply(ids.subList(start, Math.min(start + Eans.AT_ONCE, ids.size())));
            if (!eans.isEmpty()) {
                byte[] array = WireJson.bytes(eans);
                out.write(separator);
                out.write(array, 1, array.length - 2);
                separator = ',';
            }
        }
        if (separator == '[') {
            out.write(separator);
        }
        out.write(']');
    }
}
