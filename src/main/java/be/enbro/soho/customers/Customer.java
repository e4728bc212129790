package be.enbro.soho.customers;

import static be.enbro.soho.params.Kind.INVALID_FORMAT;
import static be.enbro.soho.params.Kind.bool;
import static be.enbro.soho.params.Kind.object;
import static be.enbro.soho.params.Kind.string;
import static be.enbro.soho.params.Kind.strippedString;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A customer registered by an organisation (section 4 of the contract's rules). It reads itself from a request, is stored
 * by {@link Customers#register} as its fields' names say, and is immutable from then on.
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
@NamedNativeQuery(name = "customers.page", query = Customers.PAGE, resultSetMapping = "customers.page")
@NamedNativeQuery(name = "customers.total", query = Customers.TOTAL)
@SqlResultSetMapping(
        name = "customers.page",
        entities = @EntityResult(entityClass = Customer.class),
        columns = {
            @ColumnResult(name = "settled", type = Long.class),
            @ColumnResult(name = "unsettled", type = Long.class)
        })
@Table(name = "customers")
public class Customer {
    private static final Kind<String> EMAIL = strippedString(EmailAddress.MAX_SIZE)
            .check(EmailAddress::isWellFormed, INVALID_FORMAT)
            .map(EmailAddress::lowerCase);
    private static final Kind<Boolean> CONSENT = bool().check(given -> given, "must be true");
    private static final Kind<String> IP = string().check(IpAddress::isWellFormed, INVALID_FORMAT);

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

    /** The evidence of consent: stored with the customer, and read by nobody but an operator. */
    @Transient
    private Instant termsAcceptedAt;

    @Transient
    private Instant privacyAcceptedAt;

    @Transient
    private String registeredFromIp;

    protected Customer() {}

    /** Reads a request, in the order in which its errors are answered. */
    static Customer from(Fields request, InstantSource clock) {
        Customer customer = new Customer();
        customer.email = request.required("email", EMAIL);
        request.required("terms_and_conditions", CONSENT);
        request.required("privacy_policy", CONSENT);
        customer.registeredFromIp = request.required("registered_from_ip", IP);
        customer.profile = request.required("profile", object(profile -> Profile.from(profile, clock)));
        return customer;
    }

    String email() {
        return email;
    }

    /** Whose customer it is, and since when; both consents are of that moment. */
    void registeredBy(long organisation, Instant now) {
        organisationId = organisation;
        createdAt = now;
        updatedAt = now;
        termsAcceptedAt = now;
        privacyAcceptedAt = now;
        profile.registered(now);
    }

    /** The ids that it was stored with. */
    void storedAs(long newId, long profileId) {
        id = newId;
        profile.storedAs(profileId);
    }

    CustomerView view() {
        return new CustomerView(id, email, createdAt, updatedAt, profile.view(id, organisationId));
    }
}
