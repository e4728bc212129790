package be.enbro.soho.it;

import java.util.stream.Stream;

/**
 * Tables in which a statement that reads more than its answer needs is noticed: 100,000 customers of one organisation, with
 * 1,000 of another in the middle of them, each with an EAN and the record of a request; 2,000 organisations, each with a
 * token; 500 suppliers.
 */
final class FullTables {
    static final int SUPPLIERS = 500;
    static final int ORGANISATIONS = 2_000;
    static final int CUSTOMERS_OF_LARGE = 100_000;
    static final int CUSTOMERS_OF_SMALL = 1_000;

    /** Between two customers of customer_landmarks. */
    private static final int STEP = 100;

    private FullTables() {}

    static void fill(Partner large, Partner small) {
        organisations();
        customers(large, 0, CUSTOMERS_OF_LARGE / 2);
        customers(small, 0, CUSTOMERS_OF_SMALL);
        customers(large, CUSTOMERS_OF_LARGE / 2, CUSTOMERS_OF_LARGE);
        eans();
        idempotentRequests();
        landmarks();
    }

    private static void organisations() {
        Database.update(
                "INSERT INTO organisations (name, domain, created_at)"
                        + " SELECT 'Full', 'full-' || i || '.example', now() FROM generate_series(1, ?) AS i",
                ORGANISATIONS);
        Database.update("INSERT INTO access_tokens (organisation_id, label, token_hash, created_at)"
                + " SELECT id, 'full', sha256(('full-' || id)::bytea), now() FROM organisations");
        Database.update(
                "INSERT INTO suppliers (name, created_at) SELECT 'Full ' || i, now() FROM generate_series(1, ?) AS i",
                SUPPLIERS);
    }

    /** The emails have the numbers from (exclusive) to (inclusive). */
    private static void customers(Partner partner, int from, int to) {
        Database.update(
                "INSERT INTO customers (organisation_id, email, terms_accepted_at, privacy_accepted_at, registered_from_ip,"
                        + " created_at, updated_at, title, first_name, last_name, birth_date, phone, city, street, building,"
                        + " postal_code, language, profile_created_at, profile_updated_at)"
                        + " SELECT ?, 'full-' || ? || '-' || i || '@example.com', now(), now(), '127.0.0.1', now(), now(), 'mrs',"
                        + " 'Ada', 'Byron', '1985-12-10', '+3256980144', 'Gent', 'Veldstraat', '1', '9000', 'nl', now(), now()"
                        + " FROM generate_series(? + 1, ?) AS i",
                partner.id(),
                partner.id(),
                from,
                to);
    }

    private static void eans() {
        Database.update("INSERT INTO eans (customer_id, supplier_id, number, product, state, created_at, confirmed_at)"
                + " SELECT id, (SELECT min(id) FROM suppliers), '548' || lpad(id::text, 15, '0'), 'gas', 'ready', now(), now()"
                + " FROM customers");
    }

    /** Creates EANs of one customer. */
    static void eans(long customer, long supplier, int count) {
        Database.update(
                "INSERT INTO eans (customer_id, supplier_id, number, product, state, created_at, confirmed_at)"
                        + " SELECT ?, ?, '547' || lpad((? * 1000 + i)::text, 15, '0'), 'gas', 'ready', now(), now()"
                        + " FROM generate_series(1, ?) AS i",
                customer,
                supplier,
                customer,
                count);
    }

    private static void idempotentRequests() {
        Database.update(
                "INSERT INTO idempotent_requests (organisation_id, key_hash, fingerprint, answered_at, customer_id, ids)"
                        + " SELECT organisation_id, sha256(('full-' || id)::bytea), sha256(''), now(), id, ARRAY[id, profile_id]"
                        + " FROM customers");
    }

    private static void landmarks() {
        Database.update(
                "INSERT INTO customer_landmarks (organisation_id, position, customer_id)"
                        + " SELECT organisation_id, position, id FROM (SELECT organisation_id, id,"
                        + " row_number() OVER (PARTITION BY organisation_id ORDER BY id) - 1 AS position FROM customers) AS each"
                        + " WHERE position > 0 AND position % ? = 0",
                STEP);
    }

    /** Makes PostgreSQL plan each statement again. */
    static void analyze() {
        Stream.of(
                        "organisations",
                        "access_tokens",
                        "suppliers",
                        "customers",
                        "customer_landmarks",
                        "eans",
                        "idempotent_requests")
                .forEach(table -> Database.update("ANALYZE " + table));
    }
}
