package be.enbro.soho.eans;

import java.time.Instant;

/**
 * A valid EAN to register for a customer.
 *
 * @param supplierName the name of the EAN's supplier, or null if it has none
 */
public record EanRequest(long customerId, Ean ean, String supplierName) {
    EanKey key() {
        return new EanKey(customerId, ean.number());
    }

    EanView registered(long id, Instant now) {
        return ean.registered(id, customerId, supplierName, now);
    }
}
