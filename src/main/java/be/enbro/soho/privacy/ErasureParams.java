package be.enbro.soho.privacy;

import static be.enbro.soho.validation.FieldType.integer;
import static be.enbro.soho.validation.FieldType.time;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import java.time.Instant;

/**
 * An erasure that is to be replayed.
 *
 * @param erasedAt to the millisecond
 */
record ErasureParams(Long customerId, Instant erasedAt) {
    private static final FieldType<Long> ID = integer();
    private static final FieldType<Instant> TIME = time();

    static ErasureParams from(RequestFields erasure) {
        return new ErasureParams(erasure.required("customer_id", ID), erasure.required("erased_at", TIME));
    }
}
