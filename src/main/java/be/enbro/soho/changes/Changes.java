package be.enbro.soho.changes;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.BigintArray;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the ledger in the order of transactions. An event becomes visible when no transaction is in progress that began before
 * the event's own, so that nothing is ever skipped (docs/decisions/0022).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Changes {
    private static final String COLUMNS =
            """
            CAST(tx AS text) AS transaction, id, at, type, organisation_id, customer_id, token_id, supplier_id,
            CAST(ean_ids AS text) AS ean_ids, array_to_string(fields, ',') AS fields, actor, request_id""";

    /**
     * Always returns a row, with the state of the ledger. {@code is_known}: the event of the cursor exists, or was the last
     * to be deleted, unlike one that is too old or that a restore has lost. {@code last}: the last event that is visible to
     * anybody, so that the cursor of a reader to whom nothing happens does not become too old. Compares and orders by all
     * columns of an index, because PostgreSQL may otherwise read another one, through the events of all organisations.
     */
    private static final String SQL =
            """
            WITH state AS MATERIALIZED (
              SELECT database_id(), (deleted_tx, deleted_id) = (CAST(?1 AS xid8), ?2) OR EXISTS (
                  SELECT FROM events WHERE (tx, id) = (CAST(?1 AS xid8), ?2) AND at = CAST(?6 AS timestamptz)) AS is_known,
                pg_snapshot_xmin(pg_current_snapshot()) AS horizon
              FROM ledger),
            last AS MATERIALIZED (
              SELECT tx AS last_tx, id AS last_id, at AS last_at FROM state, events WHERE tx < horizon
              ORDER BY tx DESC, id DESC LIMIT 1)
            SELECT state.database_id, state.is_known, CAST(last.last_tx AS text), last.last_id, last.last_at, event.*
            FROM state LEFT JOIN last ON true LEFT JOIN LATERAL (
              SELECT ${columns} FROM events
              WHERE (${order}) > (${start}CAST(?1 AS xid8), ?2) AND (${order}) < (${start}state.horizon, 0)${condition}
              ORDER BY ${order} LIMIT ?3) AS event ON true
            ORDER BY CAST(event.transaction AS xid8), event.id"""
                    .replace("${columns}", COLUMNS);

    private static final String OF_CUSTOMER = "SELECT " + COLUMNS
            + """
             FROM events WHERE organisation_id + 0 = ?4 AND customer_id = ?5 AND type <> 'customer.viewed'
              AND tx < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY customer_id, events.tx, id""";

    private static final Order OF_ORGANISATION = new Order("organisation_id, tx, id", "?4, ");
    private static final String OF_BOTH = "CAST(organisation_id AS text) || type, tx, id";
    private static final String OF_PARTNER = " AND customer_id IS NOT NULL AND type <> 'customer.viewed'";
    private static final int FIRST_COLUMN = 5;

    @PersistenceContext
    private EntityManager entityManager;

    /**
     * Returns the organisation's changes after a cursor.
     *
     * @throws ErrorResponseException 410 if the cursor is too old or of another database
     */
    public ChangePage<ChangeView> ofPartner(CurrentOrganisation organisation, ChangeRequest request) {
        return page(request, OF_ORGANISATION, OF_PARTNER, Map.of(4, organisation.id()))
                .map(OperatorChangeView::ofPartner);
    }

    /**
     * Returns the changes of all organisations after a cursor.
     *
     * @param organisation the id of the only organisation; null for all
     * @param type the only type; null for all
     * @throws ErrorResponseException 410 if the cursor is too old or of another database
     */
    public ChangePage<OperatorChangeView> ofAll(ChangeRequest request, Long organisation, String type) {
        if (type == null) {
            return organisation == null
                    ? page(request, new Order("tx, id", ""), "", Map.of())
                    : page(request, OF_ORGANISATION, "", Map.of(4, organisation));
        }
        return organisation == null
                ? page(request, new Order("type, tx, id", "?4, "), "", Map.of(4, type))
                : page(request, new Order(OF_BOTH, "?4, "), "", Map.of(4, organisation + type));
    }

    /** Returns all changes of the organisation's customer that its feed shows now. */
    public List<ChangeView> ofCustomer(CurrentOrganisation organisation, long customer) {
        String databaseId =
                (String) entityManager.createNativeQuery("SELECT database_id()").getSingleResult();
        List<?> rows = entityManager
                .createNativeQuery(OF_CUSTOMER)
                .setParameter(4, organisation.id())
                .setParameter(5, customer)
                .getResultList();
        return rows.stream()
                .map(row -> view(databaseId, (Object[]) row, 0).ofPartner())
                .toList();
    }

    private ChangePage<OperatorChangeView> page(
            ChangeRequest request, Order order, String condition, Map<Integer, Object> parameters) {
        Cursor start = request.after().orElse(new Cursor(0, 0, 0, 0));
        Query query = entityManager
                .createNativeQuery(SQL.replace("${order}", order.columns)
                        .replace("${start}", order.start)
                        .replace("${condition}", condition))
                .setParameter(1, Long.toString(start.transaction()))
                .setParameter(2, start.event())
                .setParameter(3, request.limit())
                .setParameter(6, Instant.ofEpochMilli(start.at()).atOffset(ZoneOffset.UTC));
        parameters.forEach(query::setParameter);
        List<Object[]> rows = new ArrayList<>();
        query.getResultList().forEach(row -> rows.add((Object[]) row));
        String databaseId = (String) rows.get(0)[0];
        boolean isKnown = (Boolean) rows.get(0)[1] || start.equals(Cursor.start(databaseId));
        if (request.after().isPresent() && !(isKnown && start.isOf(databaseId))) {
            throw new ErrorResponseException(ErrorResponse.CURSOR_EXPIRED);
        }
        List<OperatorChangeView> records = rows.stream()
                .filter(row -> row[FIRST_COLUMN] != null)
                .map(row -> view(databaseId, row, FIRST_COLUMN))
                .toList();
        return new ChangePage<>(
                records,
                records.isEmpty()
                        ? next(databaseId, start, rows.get(0)).text()
                        : records.get(records.size() - 1).cursor());
    }

    private static Cursor next(String databaseId, Cursor start, Object[] row) {
        Cursor given = start.isOf(databaseId) ? start : Cursor.start(databaseId);
        if (row[2] == null) {
            return given;
        }
        Cursor last = Cursor.of(databaseId, Long.parseLong((String) row[2]), (Long) row[3], instant(row[4]));
        return last.isAfter(given) ? last : given;
    }

    private static OperatorChangeView view(String databaseId, Object[] row, int first) {
        String type = (String) row[first + 3];
        Instant at = instant(row[first + 2]);
        return new OperatorChangeView(
                Cursor.of(databaseId, Long.parseLong((String) row[first]), (Long) row[first + 1], at)
                        .text(),
                type,
                at,
                (Long) row[first + 4],
                (Long) row[first + 5],
                (Long) row[first + 6],
                (Long) row[first + 7],
                row[first + 8] == null ? null : BigintArray.parse((String) row[first + 8]),
                row[first + 9] == null ? null : fields(type, (String) row[first + 9]),
                (String) row[first + 10],
                (String) row[first + 11]);
    }

    private static Instant instant(Object time) {
        return ((OffsetDateTime) time).toInstant();
    }

    private static List<String> fields(String type, String columns) {
        return ChangedFields.of(type, Arrays.asList(columns.split(",")));
    }

    /**
     * The order of an index.
     *
     * @param columns the columns of the index
     * @param start the values of those before the position
     */
    private record Order(String columns, String start) {}
}
