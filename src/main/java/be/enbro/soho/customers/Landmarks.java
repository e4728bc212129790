package be.enbro.soho.customers;

import be.enbro.soho.database.SqlErrors;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Sets the landmarks that keep a list's total and its far pages as cheap as its first page, however many customers an
 * organisation has (docs/decisions/0003-landmarks.md).
 */
@Stateless
public class Landmarks {
    /** Customers between landmarks. */
    private static final int STEP = 100;

    /** Customers after the last landmark from which on new ones are worth their price. */
    private static final int WORTHWHILE = 2 * STEP;

    /** Customers that one list sets landmarks for, in a tenth of the time that a statement has; later lists go on. */
    private static final int MOST = 500 * STEP;

    private static final System.Logger LOG = System.getLogger(Landmarks.class.getName());

    /** One list sets an organisation's landmarks, and nobody waits long for it, neither it nor those who register. */
    private static final String BEGIN =
            "SELECT pg_try_advisory_xact_lock(?1), set_config('lock_timeout', '200ms', true)";

    /** Alone: nobody who took an id is still to commit, and who takes one later takes a greater one. */
    private static final String LOCK = "SELECT CAST(pg_advisory_xact_lock(?1) AS text)";

    private static final String SET = String.format(
            Locale.ROOT,
            """
            WITH last AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1
              UNION ALL SELECT 0, 0 ORDER BY position DESC LIMIT 1),
            later AS (
              SELECT c.id, last.position - 1 + row_number() OVER (ORDER BY c.id) AS position
              FROM last, LATERAL (
                SELECT id FROM customers WHERE organisation_id = ?1 AND id >= last.customer_id ORDER BY id LIMIT %d) AS c)
            INSERT INTO customer_landmarks (organisation_id, position, customer_id)
            SELECT ?1, position, id FROM later WHERE position %% %d = 0 AND position > 0
            ON CONFLICT DO NOTHING""",
            MOST + 1,
            STEP);

    @PersistenceContext
    private EntityManager database;

    /** Whether so many customers after the last landmark call for new ones. */
    static boolean areWorthwhile(long unsettled) {
        return unsettled >= WORTHWHILE;
    }

    /** Sets the landmarks that an organisation's customers lack; if that cannot be done at once, a later list will. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void set(long organisationId) {
        try {
            if (isBeingDone(organisationId)) {
                return;
            }
            database.createNativeQuery(LOCK).setParameter(1, organisationId).getSingleResult();
            database.createNativeQuery(SET).setParameter(1, organisationId).executeUpdate();
        } catch (PersistenceException busy) {
            LOG.log(Level.DEBUG, "no landmarks set now: {0}", SqlErrors.summary(busy));
        }
    }

    private boolean isBeingDone(long organisationId) {
        Object[] begun = (Object[]) database.createNativeQuery(BEGIN)
                .setParameter(1, -organisationId)
                .getSingleResult();
        return Boolean.FALSE.equals(begun[0]);
    }
}
