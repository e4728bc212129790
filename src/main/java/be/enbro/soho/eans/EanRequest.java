package be.enbro.soho.eans;

import be.enbro.soho.eans.EanView.SupplierOfEan;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.ledger.Author;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A valid EAN to register for a customer.
 *
 * @param supplierName the name of the EAN's supplier, or null if it has none
 * @param author the author of the request, the same instance for all EANs of a bulk
 */
public record EanRequest(long customerId, Ean ean, String supplierName, Author author) {
    static EanRequest of(long customerId, Ean ean, Map<Long, String> supplierNames, Author author) {
        String supplierName = ean.supplierId() == null ? null : supplierNames.get(ean.supplierId());
        return new EanRequest(customerId, ean, supplierName, author);
    }

    EanKey key() {
        return new EanKey(customerId, ean.number());
    }

    EanView registered(long id, Instant now) {
        return ean.registered(id, customerId, supplierName, now);
    }

    /** Returns what has to be recorded of one or more EANs that were registered together for one customer. */
    static Registration registration(List<EanView> eans) {
        Map<Long, String> supplierNames = eans.stream()
                .map(EanView::supplier)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toMap(SupplierOfEan::id, SupplierOfEan::name));
        EanView first = eans.get(0);
        return new Registration(
                first.createdAt(),
                first.customerId(),
                eans.stream().map(EanView::id).toList(),
                supplierNames);
    }

    /** Returns EANs as they were answered when they were registered, in the order of the request. */
    static List<EanView> registered(long customerId, List<Ean> eans, Registration registration) {
        return IntStream.range(0, eans.size())
                .mapToObj(i -> of(customerId, eans.get(i), registration.supplierNames(), null)
                        .registered(registration.ids().get(i), registration.at()))
                .toList();
    }
}
