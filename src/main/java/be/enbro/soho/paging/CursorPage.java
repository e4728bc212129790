package be.enbro.soho.paging;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The records after an id, in the format of the response.
 *
 * @param nextAfter the id after which the list goes on; null, and written as such, if no more records follow
 */
@JsonbPropertyOrder({"records", "nextAfter"})
public record CursorPage<T>(List<T> records, @JsonbProperty(value = "next_after", nillable = true) Long nextAfter)
        implements Listing<T> {

    /** @param records at most one more than requested, which shows that more follow */
    public static <T> CursorPage<T> of(CursorRequest request, List<T> records, ToLongFunction<T> id) {
        if (records.size() <= request.limit()) {
            return new CursorPage<>(records, null);
        }
        List<T> first = records.subList(0, request.limit());
        return new CursorPage<>(first, id.applyAsLong(first.get(first.size() - 1)));
    }

    @Override
    public List<ListLink> links() {
        return nextAfter == null ? List.of() : List.of(new ListLink("next", "after", nextAfter));
    }
}
