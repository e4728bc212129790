package be.enbro.soho.paging;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, in the envelope in which it is answered.
 *
 * @param nextPage null, and written so, on the last page and past it
 * @param prevPage null, and written so, on the first page and past the last
 */
@JsonbPropertyOrder({"currentPage", "limitValue", "nextPage", "prevPage", "totalPages", "records"})
public record Page<T>(
        @JsonbProperty("current_page") int currentPage,
        @JsonbProperty("limit_value") int limitValue,
        @JsonbProperty(value = "next_page", nillable = true) Integer nextPage,
        @JsonbProperty(value = "prev_page", nillable = true) Integer prevPage,
        @JsonbProperty("total_pages") int totalPages,
        List<T> records) {

    /** The page that was asked for, of the entities that one query counts and another lists in order. */
    public static <E, T> Page<T> of(
            PageRequest asked, TypedQuery<Long> count, TypedQuery<E> list, Function<E, T> view) {
        long total = count.getSingleResult();
        if (asked.isBeyond(total)) {
            return of(asked, total, List.of());
        }
        list.setFirstResult((int) asked.offset()).setMaxResults(asked.per());
        return of(asked, total, list.getResultStream().map(view).toList());
    }

    /** The page that was asked for, of a list of so many records. */
    public static <T> Page<T> of(PageRequest asked, long total, List<T> records) {
        int page = asked.page();
        int pages = (int) Math.min((total + asked.per() - 1) / asked.per(), Integer.MAX_VALUE);
        Integer next = page < pages ? page + 1 : null;
        Integer prev = page > 1 && page <= pages ? page - 1 : null;
        return new Page<>(page, asked.per(), next, prev, pages, records);
    }
}
