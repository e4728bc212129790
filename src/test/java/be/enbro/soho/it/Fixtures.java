package be.enbro.soho.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Inserts rows directly into the database, for states that the API cannot create: fixed ids and times, other partners,
 * old tokens.
 */
final class Fixtures {
    private static final JsonObject CUSTOMER = Json.createObjectBuilder()
            .add("registered_from_ip", "127.0.0.1")
            .add("terms_accepted_at", "now")
            .add("privacy_accepted_at", "now")
            .add("created_at", "now")
            .add("updated_at", "now")
            .add("profile_created_at", "now")
            .add("profile_updated_at", "now")
            .add("title", "mrs")
            .add("first_name", "Ada")
            .add("last_name", "Byron")
            .add("birth_date", "1985-12-10")
            .add("phone", "+3256980144")
            .add("city", "Gent")
            .add("street", "Veldstraat")
            .add("building", "1")
            .add("postal_code", "9000")
            .add("language", "nl")
            .build();

    private Fixtures() {}

    static void deleteAll() {
        Database.update(
                "TRUNCATE organisations, access_tokens, suppliers, customers, eans, idempotent_requests CASCADE");
    }

    static long organisation(String name, String domain) {
        long id = next("organisations");
        organisation(id, name, domain, "now");
        return id;
    }

    static void organisation(long id, String name, String domain, String createdAt) {
        insert(
                "organisations",
                Json.createObjectBuilder()
                        .add("id", id)
                        .add("name", name)
                        .add("domain", domain)
                        .add("created_at", createdAt));
    }

    static String token(long organisation) {
        String token = Tokens.random();
        token(organisation, token);
        return token;
    }

    static long token(long organisation, String token) {
        return Database.number(
                "INSERT INTO access_tokens (organisation_id, label, token_hash, created_at)"
                        + " VALUES (?, 'test', ?, now()) RETURNING id",
                organisation,
                Tokens.hash(token));
    }

    static long supplier(String name) {
        long id = next("suppliers");
        supplier(id, name);
        return id;
    }

    static void supplier(long id, String name) {
        insert(
                "suppliers",
                Json.createObjectBuilder().add("id", id).add("name", name).add("created_at", "now"));
    }

    static long customer(long organisation, String email) {
        long id = next("customers");
        customer(organisation, id, next("profiles"), email);
        return id;
    }

    /** Inserts {@code count} customers by one statement, with ids in ascending order. */
    static void customers(long organisation, int count) {
        Database.update(
                "INSERT INTO customers SELECT customer.* FROM generate_series(1, ?) AS i,"
                        + " LATERAL jsonb_populate_record(NULL::customers, ?::jsonb || jsonb_build_object("
                        + "'id', nextval('customers_id_seq'), 'profile_id', nextval('profiles_id_seq'),"
                        + " 'email', 'of-' || ? || '-' || i || '@example.com')) AS customer",
                count,
                Json.createObjectBuilder(CUSTOMER)
                        .add("organisation_id", organisation)
                        .build()
                        .toString(),
                organisation);
    }

    static void customer(long organisation, long id, long profile, String email) {
        insert(
                "customers",
                Json.createObjectBuilder(CUSTOMER)
                        .add("organisation_id", organisation)
                        .add("id", id)
                        .add("profile_id", profile)
                        .add("email", email));
    }

    /** Inserts the customer for which the API returns this JSON. */
    static void customer(JsonObject customer) {
        JsonObject profile = customer.getJsonObject("profile");
        insert(
                "customers",
                Json.createObjectBuilder(CUSTOMER)
                        .addAll(Json.createObjectBuilder(profile))
                        .addAll(Json.createObjectBuilder(customer))
                        .add("profile_id", profile.get("id"))
                        .add("profile_created_at", profile.get("created_at"))
                        .add("profile_updated_at", profile.get("updated_at")));
    }

    /** Inserts the EAN for which the API returns this JSON. */
    static void ean(JsonObject ean) {
        insert("eans", Json.createObjectBuilder(ean));
    }

    static long ean(long customer, String number) {
        long id = next("eans");
        insert(
                "eans",
                Json.createObjectBuilder()
                        .add("id", id)
                        .add("customer_id", customer)
                        .add("number", number)
                        .add("product", "gas")
                        .add("state", "ready")
                        .add("created_at", "now")
                        .add("confirmed_at", "now"));
        return id;
    }

    static long count(String table) {
        return Database.number("SELECT count(*) FROM " + table);
    }

    private static long next(String table) {
        return Database.number("SELECT nextval('" + table + "_id_seq')");
    }

    /** Inserts a row by column names. */
    private static void insert(String table, JsonObjectBuilder row) {
        Database.update(
                "INSERT INTO " + table + " SELECT * FROM jsonb_populate_record(NULL::" + table + ", ?::jsonb)",
                row.build().toString());
    }
}
