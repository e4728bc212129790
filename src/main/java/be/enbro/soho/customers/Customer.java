package be.enbro.soho.customers;

import static be.enbro.soho.validation.FieldType.INVALID_FORMAT;
import static be.enbro.soho.validation.FieldType.consent;
import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.string;
import static be.enbro.soho.validation.FieldType.trimmedString;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A customer registered by an organisation (section 4 of the contract's rules). It parses itself from a request, to
 * register or to correct one.
 */
@Entity
// "+ 0", here and for EANs, makes PostgreSQL look up each row by its id. A plan made while there are few customers
// would otherwise read all customers of the organisation, and would still be used when there are many
// (docs/decisions/0011).
@NamedQuery(
        name = "customers.find",
        query = "SELECT c FROM Customer c WHERE c.organisationId + 0 = :organisation"
                + " AND SQL('? = ANY (CAST(? AS bigint[]))', c.id, :ids)")
// Compares and orders by both columns of the index, because PostgreSQL may otherwise scan the primary key, through the
// customers of all organisations: it ignores a column in the order that equals a parameter.
@NamedQuery(
        name = "customers.after",
        query = "SELECT c FROM Customer c WHERE SQL('(?, ?) > (?, ?)', c.organisationId, c.id, :organisation, :after)"
                + " AND SQL('(?, ?) <= (?, 9223372036854775807)', c.organisationId, c.id, :organisation)"
                + " ORDER BY c.organisationId, c.id")
@NamedQuery(
        name = "customers.withEmail",
        query = "SELECT c FROM Customer c WHERE c.email = :email AND c.organisationId + 0 = :organisation")
@SqlResultSetMapping(
        name = "customers.page",
        entities = @EntityResult(entityClass = Customer.class),
        columns = {
            @ColumnResult(name = "indexed", type = Long.class),
            @ColumnResult(name = "unindexed", type = Long.class)
        })
@Table(name = "customers")
public class Customer {
    /** An email address, in lower case. */
    public static final FieldType<String> EMAIL = trimmedString(EmailAddress.MAX_SIZE)
            .check(EmailAddress::isWellFormed, INVALID_FORMAT)
            .keyword("pattern", EmailAddress.PATTERN)
            .keyword("format", "email")
            .map(EmailAddress::lowerCase);

    private static final FieldType<Boolean> CONSENT = consent();
    private static final FieldType<String> IP =
            string().check(IpAddress::isWellFormed, INVALID_FORMAT).keyword("format", "ip");

    @Id
    @Column(insertable = false)
    private long id;

    @Column(insertable = false)
    private long organisationId;

    private String email;

    /** Evidence of consent, visible only to an operator. */
    private String registeredFromIp;

    @Column(insertable = false)
    private Instant createdAt;

    @Column(insertable = false)
    private Instant updatedAt;

    @Embedded
    private Profile profile;

    protected Customer() {}

    /** Parses a request; fields are read in the order in which their errors are reported. */
    static Customer from(RequestFields request, InstantSource clock) {
        Customer customer = new Customer();
        customer.email = request.required("email", EMAIL);
        request.createOnly().required("terms_and_conditions", CONSENT);
        request.createOnly().required("privacy_policy", CONSENT);
        customer.registeredFromIp = request.createOnly().required("registered_from_ip", IP);
        customer.profile = request.required("profile", object(profile -> Profile.from(profile, clock)));
        return customer;
    }

    /** Returns the names of the fields in the order of the rules. */
    public static List<String> fieldNames() {
        return object(request -> from(request, Clock.systemUTC())).fieldNames();
    }

    String email() {
        return email;
    }

    /** Completes this customer with the values that the insert generated, and returns the response. */
    CustomerView registered(long organisation, long newId, long profileId, Instant now) {
        id = newId;
        organisationId = organisation;
        createdAt = now;
        updatedAt = now;
        profile.registered(profileId, now);
        return view();
    }

    /** Returns the JSON representation. */
    public CustomerView view() {
        return new CustomerView(id, email, createdAt, updatedAt, profile.view(id, organisationId));
    }
}
