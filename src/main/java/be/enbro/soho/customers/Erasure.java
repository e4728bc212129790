package be.enbro.soho.customers;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The receipt of the erasure of a customer (contract extensions, section 7), without personal data. Written by the trigger
 * that erases, never changed.
 */
@Entity
@Table(name = "erasures")
public class Erasure {
    @Id
    private long id;

    private long organisationId;
    private long customerId;
    private Instant erasedAt;
    private int eans;

    protected Erasure() {}

    /** The receipt as the organisation sees it. */
    public ErasureView view() {
        return new ErasureView(id, customerId, erasedAt, eans);
    }

    /** The receipt as the operator sees it. */
    public ReceiptView receipt() {
        return new ReceiptView(id, customerId, organisationId, erasedAt, eans);
    }
}
