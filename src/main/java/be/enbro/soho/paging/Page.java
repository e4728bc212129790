package be.enbro.soho.paging;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list, in the format of the response.
 *
 * @param nextPage null, and written as such, on the last page and beyond it
 * @param prevPage null, and written as such, on the first page and beyond the last
 */
@Schema(requiredProperties = {"current_page", "limit_value", "next_page", "prev_page", "total_pages", "records"})
@JsonbPropertyOrder({"currentPage", "limitValue", "nextPage", "prevPage", "totalPages", "records"})
public record Page<T>(
        @JsonbProperty("current_page") int currentPage,
        @JsonbProperty("limit_value") int limitValue,
        @JsonbProperty(value = "next_page", nillable = true) Integer nextPage,
        @JsonbProperty(value = "prev_page", nillable = true) Integer prevPage,
        @JsonbProperty("total_pages") int totalPages,
        List<T> records)
        implements Listing<T> {

    /** Returns the requested page of the entities that one query counts and another lists in order. */
    public static <E, T> Page<T> of(
            PageRequest request, TypedQuery<Long> count, TypedQuery<E> list, Function<E, T> view) {
        long total = count.getSingleResult();
        if (request.isBeyond(total)) {
            return of(request, total, List.of());
        }
        list.setFirstResult((int) request.offset()).setMaxResults(request.per());
        return of(request, total, list.getResultStream().map(view).toList());
    }

    /** Returns the requested page of a list of {@code total} records. */
    public static <T> Page<T> of(PageRequest request, long total, List<T> records) {
        int page = request.page();
        int pages = (int) Math.min((total + request.per() - 1) / request.per(), Integer.MAX_VALUE);
        Integer next = page < pages ? page + 1 : null;
        Integer prev = page > 1 && page <= pages ? page - 1 : null;
        return new Page<>(page, request.per(), next, prev, pages, records);
    }

    @Override
    public List<ListLink> links() {
        if (totalPages == 0) {
            return List.of();
        }
        return Stream.of(link("first", 1), link("prev", prevPage), link("next", nextPage), link("last", totalPages))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ListLink> link(String relation, Integer page) {
        return Optional.ofNullable(page).map(number -> new ListLink(relation, "page", number));
    }
}
