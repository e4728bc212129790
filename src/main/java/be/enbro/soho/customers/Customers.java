package be.enbro.soho.customers;

import be.enbro.soho.database.FailedCommit;
import be.enbro.soho.database.RowsText;
import be.enbro.soho.database.SqlFailure;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.params.Parsed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The customers of each organisation, seen by no other. */
@Stateless
public class Customers {
    private static final ApiError EMAIL_TAKEN =
            ApiError.custom("confirmed_email_has_already_been_taken", "it is already registered", "customer.email");

    /**
     * One statement for any number of customers. The unique constraint alone decides who was first; a look-up before it
     * would cost a round trip and prove nothing. The shared lock comes before the ids, see {@link Landmarks}. Inserted in the order of their emails, so that two statements with the same ones wait for each
     * other and never in a circle.
     */
    static final String REGISTER =
            """
            WITH turn AS MATERIALIZED (
              SELECT pg_advisory_xact_lock_shared(?1), CAST(?2 AS timestamptz) AS now)
            INSERT INTO customers (organisation_id, email, terms_accepted_at, privacy_accepted_at, registered_from_ip,
              created_at, updated_at, title, first_name, last_name, birth_date, phone, city, street, building,
              building_addon, postal_code, language, profile_created_at, profile_updated_at)
            SELECT ?1, (asked).email, now, now, (asked).registered_from_ip, now, now, (asked).title,
              (asked).first_name, (asked).last_name, (asked).birth_date, (asked).phone, (asked).city, (asked).street,
              (asked).building, (asked).building_addon, (asked).postal_code, (asked).language, now, now
            FROM turn, LATERAL (
              SELECT CAST(text AS asked_customer) AS asked FROM unnest(CAST(?3 AS text[])) AS text OFFSET 0) AS row
            ORDER BY (asked).email
            ON CONFLICT (email) DO NOTHING RETURNING email, id, profile_id""";

    /** How many customers there are: those before the last landmark and those after it. */
    static final String TOTAL =
            """
            WITH last AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1
              ORDER BY position DESC LIMIT 1)
            SELECT COALESCE((SELECT position FROM last), 0) AS settled, (
              SELECT count(*) FROM customers WHERE organisation_id = ?1
              AND id >= COALESCE((SELECT customer_id FROM last), 0)) AS unsettled""";

    /**
     * The page, found from the last landmark before it, and on each row the total of the same moment. First the ids, from
     * the organisation's index alone; OFFSET 0 has each row then fetched by its id, however many the plan expects.
     */
    static final String PAGE = "WITH total AS (" + TOTAL
            + """
            ), start AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1 AND position <= ?2
              ORDER BY position DESC LIMIT 1),
            page AS (
              SELECT id FROM customers WHERE organisation_id = ?1
              AND id >= COALESCE((SELECT customer_id FROM start), 0)
              ORDER BY id OFFSET ?2 - COALESCE((SELECT position FROM start), 0) LIMIT ?3)
            SELECT total.settled, total.unsettled, customer.* FROM total, page, LATERAL (
              SELECT id, email, created_at, updated_at, profile_id, title, first_name, last_name, birth_date, phone, city,
                street, building, building_addon, postal_code, language, profile_created_at, profile_updated_at
              FROM customers WHERE id = page.id OFFSET 0) AS customer
            ORDER BY page.id""";

    @PersistenceContext
    private EntityManager database;

    @EJB
    private Landmarks landmarks;

    /**
     * Registers the organisation's customers that are valid and whose email nobody has, each independent of the others, in
     * one statement; none in the place of one that was refused.
     */
    public List<Optional<CustomerView>> register(CurrentOrganisation organisation, List<Parsed<CustomerParams>> asked) {
        Map<String, CustomerParams> first = new LinkedHashMap<>();
        List<String> each = new ArrayList<>();
        for (Parsed<CustomerParams> one : asked) {
            String email = one.isValid() ? one.value().email() : null;
            each.add(email);
            if (email != null) {
                first.putIfAbsent(email, one.value());
            }
        }
        Map<String, CustomerView> registered = insert(organisation, first);
        return each.stream().map(registered::remove).map(Optional::ofNullable).toList();
    }

    /** Everything that is wrong with a customer that was not registered. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiError> errors(Parsed<CustomerParams> asked) {
        List<ApiError> errors = new ArrayList<>(asked.errors());
        String email = asked.value() == null ? null : asked.value().email();
        if (asked.isValid() || email != null && isTaken(email)) {
            errors.add(EMAIL_TAKEN);
        }
        return errors;
    }

    /** The organisation's customers of those ids, each in its place. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Optional<CustomerView>> find(CurrentOrganisation organisation, List<Long> ids) {
        Map<Long, CustomerView> found = database.createNamedQuery("customers.find", Customer.class)
                .setParameter("organisation", organisation.id())
                .setParameter("ids", RowsText.ofNumbers(ids.stream()))
                .getResultStream()
                .map(Customer::view)
                .collect(Collectors.toMap(CustomerView::id, Function.identity()));
        return ids.stream().map(found::get).map(Optional::ofNullable).toList();
    }

    /** Whether the organisation has a customer of that id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean exists(CurrentOrganisation organisation, long id) {
        return !database.createQuery(
                        "SELECT c.id FROM Customer c WHERE c.id = :id AND c.organisationId = :organisation", Long.class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.id())
                .getResultList()
                .isEmpty();
    }

    /** A page of the organisation's customers, by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<CustomerView> page(CurrentOrganisation organisation, PageRequest asked) {
        List<?> rows = database.createNamedQuery("customers.page")
                .setParameter(1, organisation.id())
                .setParameter(2, asked.offset())
                .setParameter(3, asked.per())
                .getResultList();
        List<CustomerView> records =
                rows.stream().map(row -> view(organisation, (Object[]) row)).toList();
        return Page.of(asked, rows.isEmpty() ? total(organisation) : total(organisation, rows.get(0)), records);
    }

    private long total(CurrentOrganisation organisation) {
        Object row = database.createNamedQuery("customers.total")
                .setParameter(1, organisation.id())
                .getSingleResult();
        return total(organisation, row);
    }

    private long total(CurrentOrganisation organisation, Object row) {
        long settled = (Long) ((Object[]) row)[0];
        long unsettled = (Long) ((Object[]) row)[1];
        if (Landmarks.areWorthwhile(unsettled)) {
            setLandmarks(organisation);
        }
        return settled + unsettled;
    }

    /** A list is answered whether they can be set or not. */
    private void setLandmarks(CurrentOrganisation organisation) {
        try {
            landmarks.set(organisation.id());
        } catch (RuntimeException failure) {
            RuntimeException explained = FailedCommit.explained(failure);
            if (!SqlFailure.isOutage(explained)) {
                throw explained;
            }
        }
    }

    /** A customer from a row of {@link #PAGE}, by position: as entities a page costs a tenth more (docs/decisions/0010). */
    private static CustomerView view(CurrentOrganisation organisation, Object[] row) {
        long id = (Long) row[2];
        ProfileView profile = new ProfileView(
                (Long) row[6],
                id,
                organisation.id(),
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (LocalDate) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[13],
                (String) row[14],
                (String) row[15],
                (String) row[16],
                (String) row[17],
                ((OffsetDateTime) row[18]).toInstant(),
                ((OffsetDateTime) row[19]).toInstant());
        return new CustomerView(
                id,
                (String) row[3],
                ((OffsetDateTime) row[4]).toInstant(),
                ((OffsetDateTime) row[5]).toInstant(),
                profile);
    }

    /** The customers by email; without those whose email somebody has. */
    private Map<String, CustomerView> insert(CurrentOrganisation organisation, Map<String, CustomerParams> asked) {
        if (asked.isEmpty()) {
            return new HashMap<>();
        }
        Instant now = Times.now();
        RowsText rows = new RowsText(asked.size());
        asked.values().forEach(customer -> customer.addTo(rows));
        List<?> registered = database.createNamedQuery("customers.register")
                .setParameter(1, organisation.id())
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .setParameter(3, rows.whole())
                .getResultList();
        return registered.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> (String) row[0], row -> asked.get((String) row[0])
                        .registered(organisation.id(), (Long) row[1], (Long) row[2], now)));
    }

    /** Asked across all organisations: an email belongs to one customer of them all. */
    private boolean isTaken(String email) {
        return !database.createQuery("SELECT c.id FROM Customer c WHERE c.email = :email", Long.class)
                .setParameter("email", email)
                .getResultList()
                .isEmpty();
    }
}
