package be.enbro.soho.it;

import jakarta.json.JsonObject;

/** Rows straight into the database, for what the API does not give: fixed ids and times, other partners, old tokens. */
final class Rows {
    private Rows() {}

    static void deleteAll() {
        Database.update("TRUNCATE organisations, access_tokens, suppliers, customers, eans CASCADE");
    }

    static long organisation(String name, String domain) {
        return Database.number(
                "INSERT INTO organisations (name, domain, created_at) VALUES (?, ?, now()) RETURNING id", name, domain);
    }

    static void organisation(long id, String name, String domain, String createdAt) {
        Database.update(
                "INSERT INTO organisations (id, name, domain, created_at) VALUES (?, ?, ?, ?::timestamptz)",
                id,
                name,
                domain,
                createdAt);
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
        return Database.number("INSERT INTO suppliers (name, created_at) VALUES (?, now()) RETURNING id", name);
    }

    static void supplier(long id, String name) {
        Database.update("INSERT INTO suppliers (id, name, created_at) VALUES (?, ?, now())", id, name);
    }

    static long customer(long organisation, String email) {
        long id = Database.number("SELECT nextval('customers_id_seq')");
        customer(organisation, id, Database.number("SELECT nextval('profiles_id_seq')"), email);
        return id;
    }

    /** So many customers in one statement, with ids in ascending order. */
    static void customers(long organisation, int count) {
        Database.update(
                "INSERT INTO customers (organisation_id, email, terms_accepted_at, privacy_accepted_at,"
                        + " registered_from_ip, created_at, updated_at, title, first_name, last_name, birth_date, phone,"
                        + " city, street, building, postal_code, language, profile_created_at, profile_updated_at)"
                        + " SELECT ?, 'of-' || ? || '-' || i || '@example.com', now(), now(), '127.0.0.1', now(), now(),"
                        + " 'mrs', 'Ada', 'Byron', '1985-12-10', '+3256980144', 'Gent', 'Veldstraat', '1', '9000', 'nl',"
                        + " now(), now() FROM generate_series(1, ?) AS i",
                organisation,
                organisation,
                count);
    }

    static void customer(long organisation, long id, long profile, String email) {
        Database.update(
                "INSERT INTO customers (organisation_id, id, profile_id, email, terms_accepted_at, privacy_accepted_at,"
                        + " registered_from_ip, created_at, updated_at, title, first_name, last_name, birth_date, phone,"
                        + " city, street, building, postal_code, language, profile_created_at, profile_updated_at)"
                        + " VALUES (?, ?, ?, ?, now(), now(), '127.0.0.1', now(), now(), 'mrs', 'Ada', 'Byron',"
                        + " '1985-12-10', '+3256980144', 'Gent', 'Veldstraat', '1', '9000', 'nl', now(), now())",
                organisation,
                id,
                profile,
                email);
    }

    /** The customer that the API would answer with this JSON. */
    static void customer(JsonObject customer) {
        JsonObject profile = customer.getJsonObject("profile");
        long id = customer.getInt("id");
        customer(profile.getInt("organisation_id"), id, profile.getInt("id"), customer.getString("email"));
        Database.update(
                "UPDATE customers SET created_at = ?::timestamptz, updated_at = ?::timestamptz,"
                        + " title = ?, first_name = ?, last_name = ?, birth_date = ?::date, phone = ?, city = ?,"
                        + " street = ?, building = ?, building_addon = ?, postal_code = ?, language = ?,"
                        + " profile_created_at = ?::timestamptz, profile_updated_at = ?::timestamptz WHERE id = ?",
                customer.getString("created_at"),
                customer.getString("updated_at"),
                profile.getString("title"),
                profile.getString("first_name"),
                profile.getString("last_name"),
                profile.getString("birth_date"),
                profile.getString("phone"),
                profile.getString("city"),
                profile.getString("street"),
                profile.getString("building"),
                profile.getString("building_addon"),
                profile.getString("postal_code"),
                profile.getString("language"),
                profile.getString("created_at"),
                profile.getString("updated_at"),
                id);
    }

    /** The EAN that the API would answer with this JSON, which has no consumptions and no end of contract. */
    static void ean(JsonObject ean) {
        Database.update(
                "INSERT INTO eans (id, customer_id, supplier_id, number, product, reason, state, street, building,"
                        + " building_addon, postal_code, city, fixed_fee, gsc, wkk, solar_panels, recording_period,"
                        + " respect_contract_end_date, tariff_group, inverter_max_power, created_at, confirmed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?::numeric, ?::numeric, ?, ?, ?, ?, ?,"
                        + " ?::timestamptz, ?::timestamptz)",
                ean.getInt("id"),
                ean.getInt("customer_id"),
                ean.getInt("supplier_id"),
                ean.getString("number"),
                ean.getString("product"),
                ean.getString("reason"),
                ean.getString("state"),
                ean.getString("street"),
                ean.getString("building"),
                ean.getString("building_addon"),
                ean.getString("postal_code"),
                ean.getString("city"),
                ean.getString("fixed_fee"),
                ean.getString("gsc"),
                ean.getString("wkk"),
                ean.getBoolean("solar_panels"),
                ean.getString("recording_period"),
                ean.getBoolean("respect_contract_end_date"),
                ean.getString("tariff_group"),
                ean.getInt("inverter_max_power"),
                ean.getString("created_at"),
                ean.getString("confirmed_at"));
    }

    static void ean(long customer, String number) {
        Database.update(
                "INSERT INTO eans (customer_id, number, product, state, created_at, confirmed_at)"
                        + " VALUES (?, ?, 'gas', 'ready', now(), now())",
                customer,
                number);
    }

    static long count(String table) {
        return Database.number("SELECT count(*) FROM " + table);
    }
}
