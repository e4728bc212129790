package be.enbro.soho.changes;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of the change feed.
 *
 * @param nextAfter the cursor to continue with, also if there are no records
 */
@Schema(requiredProperties = {"records", "next_after"})
@JsonbPropertyOrder({"records", "nextAfter"})
public record ChangePage<T>(List<T> records, String nextAfter) {
    <R> ChangePage<R> map(Function<T, R> view) {
        return new ChangePage<>(records.stream().map(view).toList(), nextAfter);
    }
}
