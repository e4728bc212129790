package be.enbro.soho.idempotency;

import be.enbro.soho.json.Json;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.persistence.BigintArray;
import be.enbro.soho.persistence.SqlErrors;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The records of requests with a key that were answered 2xx. The primary key decides which of two requests was first: the
 * second one's insert waits for the transaction of the first.
 */
@Stateless
public class IdempotentRequests {
    /** That of the pool's sessions. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final String CLAIM =
            """
            INSERT INTO idempotent_requests (organisation_id, key_hash, fingerprint, answered_at)
            VALUES (?1, decode(?2, 'hex'), decode(?3, 'hex'), now())
            ON CONFLICT (organisation_id, key_hash) DO NOTHING RETURNING organisation_id""";

    private static final String COMPLETE =
            """
            UPDATE idempotent_requests SET answered_at = ?3, customer_id = CAST(?4 AS bigint),
              ids = CAST(?5 AS bigint[]), supplier_names = CAST(?6 AS jsonb)
            WHERE organisation_id = ?1 AND key_hash = decode(?2, 'hex')""";

    private static final String FIND =
            """
            SELECT encode(fingerprint, 'hex'), CAST(extract(epoch FROM answered_at) * 1000 AS bigint), customer_id,
              CAST(ids AS text), CAST(supplier_names AS text)
            FROM idempotent_requests WHERE organisation_id = ?1 AND key_hash = decode(?2, 'hex')""";

    @PersistenceContext
    private EntityManager entityManager;

    @Resource
    private SessionContext context;

    /**
     * Registers what a request asks for and records it in the same transaction, unless there is a record with its key.
     * Public, because the server calls the methods of EJBs from another class loader.
     *
     * @param maxWait how long to wait for a transaction that has used the key; at most the time-out of a lock
     * @return the response; empty, and nothing is registered, if there is a record or the request is invalid
     * @throws KeyLocked if a transaction that has used the key has not ended in that time
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <V> Optional<V> register(Duration maxWait, IdempotentRequest request, Creation<V> creation) {
        if (!claim(maxWait, request)) {
            return Optional.empty();
        }
        Optional<V> response = creation.registerInTransaction();
        response.ifPresentOrElse(
                registered -> complete(request, creation.registration(registered)), context::setRollbackOnly);
        return response;
    }

    /** Finds the record with the key of a request. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Answered> find(IdempotentRequest request) {
        return entityManager
                .createNativeQuery(FIND)
                .setParameter(1, request.organisationId())
                .setParameter(2, request.key())
                .getResultStream()
                .map(row -> answered((Object[]) row))
                .findAny();
    }

    private boolean claim(Duration maxWait, IdempotentRequest request) {
        boolean isShort = maxWait.compareTo(LOCK_TIMEOUT) < 0;
        if (isShort) {
            execute("SET LOCAL lock_timeout = " + Math.max(1, maxWait.toMillis()));
        }
        boolean isFirst = claim(request);
        if (isShort) {
            execute("SET LOCAL lock_timeout TO DEFAULT");
        }
        return isFirst;
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }

    private boolean claim(IdempotentRequest request) {
        try {
            return !entityManager
                    .createNativeQuery(CLAIM)
                    .setParameter(1, request.organisationId())
                    .setParameter(2, request.key())
                    .setParameter(3, request.fingerprint())
                    .getResultList()
                    .isEmpty();
        } catch (PersistenceException failure) {
            if (SqlErrors.isLockTimeout(failure)) {
                throw new KeyLocked();
            }
            throw failure;
        }
    }

    private void complete(IdempotentRequest request, Registration registration) {
        entityManager
                .createNativeQuery(COMPLETE)
                .setParameter(1, request.organisationId())
                .setParameter(2, request.key())
                .setParameter(3, registration.at().atOffset(ZoneOffset.UTC))
                .setParameter(4, registration.customerId())
                .setParameter(5, BigintArray.of(registration.ids().stream()))
                .setParameter(6, json(registration.supplierNames()))
                .executeUpdate();
    }

    private static String json(Map<Long, String> names) {
        Map<String, String> object = names.entrySet().stream()
                .collect(Collectors.toMap(name -> name.getKey().toString(), Map.Entry::getValue));
        return Json.text(object);
    }

    private static Answered answered(Object[] row) {
        List<Long> ids = row[3] == null ? null : BigintArray.parse((String) row[3]);
        Registration registration = new Registration(
                Instant.ofEpochMilli(((Number) row[1]).longValue()), (Long) row[2], ids, names((String) row[4]));
        return new Answered((String) row[0], registration);
    }

    private static Map<Long, String> names(String json) {
        if (json == null) {
            return Map.of();
        }
        return ((Map<?, ?>) JsonReader.parse(json))
                .entrySet().stream().collect(Collectors.toMap(name -> Long.valueOf((String) name.getKey()), name ->
                        (String) name.getValue()));
    }

    /** The request that was answered, and what is needed to render the response again. */
    public record Answered(String fingerprint, Registration registration) {}
}
