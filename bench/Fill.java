import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Fills a migrated, empty database for load tests, through COPY: {@code --organisations 20 --customers 5000 --eans 3},
 * the customers of each organisation and the EANs of each customer. The same numbers give the same rows. Organisation N
 * has the bearer token of N as 32 hex digits and the customers from (N - 1) * customers + 1 on.
 */
final class Fill {
    private static final int SUPPLIERS = 20;
    /** Foreign keys are checked at the end of each COPY, from a list in memory. */
    private static final int ROWS_A_COPY = 200_000;

    private static final int FLUSH_CHARACTERS = 60_000;
    private static final Instant FIRST_DAY = Instant.parse("2020-01-06T07:00:00.123Z");
    private static final String NULL = "\\N";

    private static final String[] FIRST_NAMES = {"Danny", "Noor", "Yaël", "Lucas", "Zoë", "Arthur", "Céline"};
    private static final String[] LAST_NAMES = {"Ocean", "Peeters", "Janssens", "Maes", "Dubois", "Lambert"};
    private static final String[] CITIES = {"Gent", "Antwerpen", "Liège", "Brugge", "Namur"};
    private static final String[] STREETS = {"Kerkstraat", "Stationsstraat", "Rue de l'Église", "Grote Markt"};
    private static final String[] PHONES = {"+3256980144", "+3232411132"};
    private static final String[] LANGUAGES = {"nl", "fr", "en"};
    private static final String[] PRODUCTS = {"electricity", "gas"};
    private static final String[] REASONS = {"normal", "new", "moved"};
    private static final String[] PERIODS = {"automatic", "monthly", "january", "june"};
    private static final String[] TARIFFS = {"mono", "dual", "dualExclusive"};

    private final CopyManager copies;
    private final long customersEach;
    private final long eansEach;

    private Fill(Connection connection, long customersEach, long eansEach) throws SQLException {
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.customersEach = customersEach;
        this.eansEach = eansEach;
    }

    public static void main(String[] arguments) throws SQLException {
        Map<String, Long> sizes = sizes(arguments);
        long organisations = sizes.get("--organisations");
        long customers = organisations * sizes.get("--customers");
        long eans = customers * sizes.get("--eans");
        Instant start = Instant.now();
        try (Connection connection = DriverManager.getConnection(
                        setting("SOHO_DB_URL"), setting("SOHO_DB_USER"), System.getenv("SOHO_DB_PASSWORD"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            empty(statement);
            Fill fill = new Fill(connection, sizes.get("--customers"), sizes.get("--eans"));
            fill.organisations(organisations);
            fill.customers(customers);
            fill.eans(eans);
            moveSequences(statement);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM (ANALYZE)");
        }
        System.out.printf(
                Locale.ROOT,
                "filled: %d organisations, %d customers, %d EANs in %d s%n",
                organisations,
                customers,
                eans,
                Duration.between(start, Instant.now()).toSeconds());
    }

    private static Map<String, Long> sizes(String[] arguments) {
        Map<String, Long> sizes = new TreeMap<>(Map.of("--organisations", 20L, "--customers", 5_000L, "--eans", 3L));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!sizes.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("usage: Fill " + String.join(" N ", sizes.keySet()) + " N");
            }
            sizes.put(arguments[i], Long.parseLong(arguments[i + 1]));
        }
        return sizes;
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    /** Only the demo organisation of a new embedded database may be replaced; customers are never touched. */
    private static void empty(Statement statement) throws SQLException {
        try (ResultSet used = statement.executeQuery("SELECT EXISTS (SELECT FROM customers)"
                + " OR EXISTS (SELECT FROM organisations WHERE domain <> 'demo')")) {
            used.next();
            if (used.getBoolean(1)) {
                throw new IllegalStateException("the database is in use: it has organisations or customers");
            }
        }
        statement.execute("TRUNCATE organisations, suppliers CASCADE");
    }

    private void organisations(long count) throws SQLException {
        copy(
                "organisations (id, name, domain, created_at)",
                count,
                n -> row(n, "Organisation " + n, "organisation-" + n, FIRST_DAY));
        copy(
                "access_tokens (id, organisation_id, label, token_hash, created_at)",
                count,
                n -> row(n, n, "bench", "\\\\x" + sha256(String.format(Locale.ROOT, "%032x", n)), FIRST_DAY));
        copy("suppliers (id, name, created_at)", SUPPLIERS, n -> row(n, "Supplier " + n, FIRST_DAY));
    }

    private void customers(long count) throws SQLException {
        copy(
                "customers (id, organisation_id, email, terms_accepted_at, privacy_accepted_at, registered_from_ip,"
                        + " created_at, updated_at, profile_id, title, first_name, last_name, birth_date, phone, city,"
                        + " street, building, building_addon, postal_code, language, profile_created_at,"
                        + " profile_updated_at)",
                count,
                this::customer);
    }

    private String customer(long n) {
        Instant at = FIRST_DAY.plusSeconds(n);
        return row(
                n,
                (n - 1) / customersEach + 1,
                "customer" + n + "@example.org",
                at,
                at,
                "10." + (n >> 16) % 256 + "." + (n >> 8) % 256 + "." + n % 256,
                at,
                at,
                n,
                n % 2 == 0 ? "mr" : "mrs",
                pick(FIRST_NAMES, n),
                pick(LAST_NAMES, n),
                LocalDate.of(1950, 1, 1).plusDays(n % 18_000),
                pick(PHONES, n),
                pick(CITIES, n),
                pick(STREETS, n),
                n % 300 + 1,
                n % 2 == 0 ? "bus " + n % 90 : NULL,
                1_000 + n % 9_000,
                pick(LANGUAGES, n),
                at,
                at);
    }

    private void eans(long count) throws SQLException {
        copy(
                "eans (id, customer_id, supplier_id, number, product, reason, state, street, building, building_addon,"
                        + " postal_code, city, consumptions, fixed_fee, gsc, wkk, solar_panels, recording_period,"
                        + " contract_end_date, respect_contract_end_date, tariff_group, inverter_max_power, created_at,"
                        + " confirmed_at)",
                count,
                this::ean);
    }

    private String ean(long n) {
        Instant at = FIRST_DAY.plusSeconds(n);
        return row(
                n,
                (n - 1) / eansEach + 1,
                n % SUPPLIERS + 1,
                number(n),
                pick(PRODUCTS, n),
                pick(REASONS, n),
                "ready",
                pick(STREETS, n),
                n % 300 + 1,
                n % 2 == 0 ? "bus " + n % 90 : NULL,
                1_000 + n % 9_000,
                pick(CITIES, n),
                n % 3 == 0 ? NULL : "[{\"name\": \"mono\", \"volume\": \"22.25\", \"price\": \"0.15\"}]",
                n % 60 + ".5",
                "0.0215",
                "0.00425",
                n % 4 == 0,
                pick(PERIODS, n),
                n % 2 == 0 ? LocalDate.of(2027, 1, 1).plusDays(n % 1_000) : NULL,
                n % 2 == 0,
                pick(TARIFFS, n),
                n % 2_000,
                at,
                at);
    }

    /** 540, a running number and the check digit: GS1 modulo 10, digits at odd positions weigh three. */
    private static String number(long n) {
        String digits = String.format(Locale.ROOT, "540%014d", n);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private void copy(String table, long count, LongFunction<String> rows) throws SQLException {
        for (long first = 1; first <= count; first += ROWS_A_COPY) {
            copy(table, first, Math.min(count, first + ROWS_A_COPY - 1), rows);
        }
    }

    private void copy(String table, long first, long last, LongFunction<String> rows) throws SQLException {
        CopyIn copy = copies.copyIn("COPY " + table + " FROM STDIN WITH (ENCODING 'UTF8', FREEZE)");
        StringBuilder pending = new StringBuilder(FLUSH_CHARACTERS + 1_000);
        for (long n = first; n <= last; n++) {
            pending.append(rows.apply(n));
            if (pending.length() > FLUSH_CHARACTERS || n == last) {
                byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                pending.setLength(0);
            }
        }
        copy.endCopy();
    }

    private static void moveSequences(Statement statement) throws SQLException {
        for (String column : new String[] {
            "organisations.id", "access_tokens.id", "suppliers.id", "customers.id", "customers.profile_id", "eans.id"
        }) {
            String table = column.substring(0, column.indexOf('.'));
            String name = column.substring(table.length() + 1);
            statement.execute("SELECT setval(pg_get_serial_sequence('" + table + "', '" + name + "'), max(" + name
                    + ")) FROM " + table);
        }
    }

    private static String row(Object... values) {
        StringBuilder row = new StringBuilder(400);
        for (Object value : values) {
            row.append(row.isEmpty() ? "" : "\t").append(value);
        }
        return row.append('\n').toString();
    }

    private static String pick(String[] values, long n) {
        return values[(int) (n % values.length)];
    }

    private static String sha256(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
