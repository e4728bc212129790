package be.enbro.soho.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Whom an organisation registered. Written once by {@link Customers#register}, with the evidence of consent beside it,
 * and only read from then on: nothing of the API changes or removes a customer.
 */
@Entity
// Named, so that EclipseLink takes each apart once and not at every call (2 % of a registration).
// "+ 0", here and for EANs, so that each is found by its id: a plan made while there are few customers would else read
// all of the organisation's, and stay when they are many (docs/decisions/0011).
@NamedQuery(
        name = "customers.find",
        query = "SELECT c FROM Customer c WHERE c.organisationId + 0 = :organisation"
                + " AND SQL('? = ANY (CAST(? AS bigint[]))', c.id, :ids)")
@NamedNativeQuery(name = "customers.register", query = Customers.REGISTER)
@NamedNativeQuery(name = "customers.page", query = Customers.PAGE)
@NamedNativeQuery(name = "customers.total", query = Customers.TOTAL)
@Table(name = "customers")
public class Customer {
    @Id
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String email;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Embedded
    private Profile profile;

    protected Customer() {}

    CustomerView view() {
        return new CustomerView(id, email, createdAt, updatedAt, profile.view(id, organisationId));
    }
}
