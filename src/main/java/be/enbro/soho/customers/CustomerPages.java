package be.enbro.soho.customers;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.CursorPage;
import be.enbro.soho.paging.CursorRequest;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.persistence.EntityRows;
import be.enbro.soho.persistence.FailedCommit;
import be.enbro.soho.persistence.SqlErrors;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;

/**
 * Reads pages of an organisation's customers. Landmarks, the customer ids at every hundredth position, make the total
 * and distant pages as cheap as the first page, however many customers there are (docs/decisions/0003-landmarks.md):
 * the last pages of 1,000,000 customers cost a fifth of what they cost with COUNT and OFFSET.
 */
@Stateless
public class CustomerPages {
    /** The number of customers between two landmarks. */
    private static final int STEP = 100;

    /** The number of customers after the last landmark that triggers new landmarks. */
    private static final int MIN_UNINDEXED = 2 * STEP;

    /**
     * The maximum number of customers for which one call sets landmarks, which takes a tenth of the statement timeout.
     * Later calls continue.
     */
    private static final int MAX_INDEXED_AT_ONCE = 500 * STEP;

    private static final System.Logger LOG = System.getLogger(CustomerPages.class.getName());

    /**
     * The number of customers, in two parts: those before the last landmark and those after it. Here and below, customers
     * are compared and ordered by both columns of the organisation's index, because PostgreSQL may otherwise scan the
     * primary key, through the customers of all organisations.
     */
    private static final String TOTAL_SQL =
            """
            WITH last AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1
              ORDER BY position DESC LIMIT 1)
            SELECT COALESCE((SELECT position FROM last), 0) AS indexed, (
              SELECT count(*) FROM customers
              WHERE (organisation_id, id) >= (?1, COALESCE((SELECT customer_id FROM last), 0))
              AND (organisation_id, id) <= (?1, 9223372036854775807)) AS unindexed""";

    /**
     * Reads the page from the last landmark before it, and in each row the total of the same snapshot. The ids are read
     * first, from the organisation's index only; OFFSET 0 then makes PostgreSQL fetch each row by its id, whatever
     * number of rows it expects.
     */
    private static final String PAGE_SQL = "WITH total AS (" + TOTAL_SQL
            + """
            ), start AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1 AND position <= ?2
              ORDER BY position DESC LIMIT 1),
            page AS (
              SELECT id FROM customers
              WHERE (organisation_id, id) >= (?1, COALESCE((SELECT customer_id FROM start), 0))
              AND (organisation_id, id) <= (?1, 9223372036854775807)
              ORDER BY organisation_id, id OFFSET ?2 - COALESCE((SELECT position FROM start), 0) LIMIT ?3)
            SELECT total.indexed, total.unindexed, customer.* FROM total, page, LATERAL (
              SELECT ${columns} FROM customers WHERE id = page.id OFFSET 0) AS customer
            ORDER BY page.id""";

    /** Only one call at a time sets an organisation's landmarks; lock waits are limited to 200 ms. */
    private static final String BEGIN_SQL =
            "SELECT pg_try_advisory_xact_lock(?1), set_config('lock_timeout', '200ms', true)";

    /** Exclusive: all smaller ids are committed, and later ids will be greater. */
    private static final String LOCK_SQL = "SELECT CAST(pg_advisory_xact_lock(?1) AS text)";

    private static final String SET_SQL = String.format(
            Locale.ROOT,
            """
            WITH last AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1
              UNION ALL SELECT 0, 0 ORDER BY position DESC LIMIT 1),
            later AS (
              SELECT c.id, last.position - 1 + row_number() OVER (ORDER BY c.id) AS position
              FROM last, LATERAL (
                SELECT id FROM customers
                WHERE (organisation_id, id) >= (?1, last.customer_id) AND (organisation_id, id) <= (?1, 9223372036854775807)
                ORDER BY organisation_id, id LIMIT %d) AS c)
            INSERT INTO customer_landmarks (organisation_id, position, customer_id)
            SELECT ?1, position, id FROM later WHERE position %% %d = 0 AND position > 0
            ON CONFLICT DO NOTHING""",
            MAX_INDEXED_AT_ONCE + 1,
            STEP);

    @PersistenceContext
    private EntityManager entityManager;

    /** The proxy of this bean, which begins transactions. */
    @EJB
    private CustomerPages self;

    private String pageSql;

    @PostConstruct
    void createSql() {
        pageSql = new EntityRows(entityManager, Customer.class).select(PAGE_SQL);
    }

    /** Returns a page of the organisation's customers, ordered by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<CustomerView> page(CurrentOrganisation organisation, PageRequest request) {
        List<?> rows = entityManager
                .createNativeQuery(pageSql, "customers.page")
                .setParameter(1, organisation.id())
                .setParameter(2, request.offset())
                .setParameter(3, request.per())
                .getResultList();
        if (rows.isEmpty()) {
            return Page.of(request, total(organisation), List.of());
        }
        Object[] first = (Object[]) rows.get(0);
        List<CustomerView> customers = rows.stream()
                .map(row -> ((Customer) ((Object[]) row)[0]).view())
                .toList();
        return Page.of(request, total(organisation, (Long) first[1], (Long) first[2]), customers);
    }

    /** Returns the organisation's customers after an id, ordered by id; costs the same at any position. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public CursorPage<CustomerView> after(CurrentOrganisation organisation, CursorRequest request) {
        List<CustomerView> customers = entityManager
                .createNamedQuery("customers.after", Customer.class)
                .setParameter("organisation", organisation.id())
                .setParameter("after", request.after())
                .setMaxResults(request.limit() + 1)
                .getResultStream()
                .map(Customer::view)
                .toList();
        return CursorPage.of(request, customers, CustomerView::id);
    }

    private long total(CurrentOrganisation organisation) {
        Object[] row = (Object[]) entityManager
                .createNativeQuery(TOTAL_SQL)
                .setParameter(1, organisation.id())
                .getSingleResult();
        return total(organisation, (Long) row[0], (Long) row[1]);
    }

    private long total(CurrentOrganisation organisation, long indexed, long unindexed) {
        if (unindexed >= MIN_UNINDEXED) {
            trySetLandmarks(organisation);
        }
        return indexed + unindexed;
    }

    /** Ignores transient failures, because the page does not need new landmarks. */
    private void trySetLandmarks(CurrentOrganisation organisation) {
        try {
            self.setLandmarks(organisation.id());
        } catch (RuntimeException failure) {
            RuntimeException explained = FailedCommit.withCause(failure);
            if (!SqlErrors.isTransient(explained)) {
                throw explained;
            }
        }
    }

    /** Sets an organisation's missing landmarks; if locks are not available at once, a later call will. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void setLandmarks(long organisationId) {
        try {
            if (isInProgress(organisationId)) {
                return;
            }
            entityManager
                    .createNativeQuery(LOCK_SQL)
                    .setParameter(1, organisationId)
                    .getSingleResult();
            entityManager
                    .createNativeQuery(SET_SQL)
                    .setParameter(1, organisationId)
                    .executeUpdate();
        } catch (PersistenceException busy) {
            LOG.log(Level.DEBUG, "no landmarks set now: {0}", SqlErrors.summary(busy));
        }
    }

    private boolean isInProgress(long organisationId) {
        Object[] begun = (Object[]) entityManager
                .createNativeQuery(BEGIN_SQL)
                .setParameter(1, -organisationId)
                .getSingleResult();
        return Boolean.FALSE.equals(begun[0]);
    }
}
