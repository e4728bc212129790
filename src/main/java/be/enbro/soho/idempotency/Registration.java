package be.enbro.soho.idempotency;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The values of a response that its request does not contain, and nothing else, so that no personal data is stored twice.
 *
 * @param at when it was registered, to the millisecond
 * @param customerId the customer that the response is about; null if it is about none
 * @param ids the generated ids, in the order of the response; null after the customer was erased
 * @param supplierNames the names of the suppliers in the response, by id
 */
public record Registration(Instant at, Long customerId, List<Long> ids, Map<Long, String> supplierNames) {
    /** Creates the registration of something that is about no customer. */
    public static Registration of(Instant at, long id) {
        return new Registration(at, null, List.of(id), Map.of());
    }

    boolean isErased() {
        return ids == null;
    }

    /** Returns the only id. */
    public long id() {
        return ids.get(0);
    }
}
