package be.enbro.soho.it;

/** An organisation in the database with one token of its own. */
public record Partner(long id, String token) {

    /** A new one. */
    public static Partner any() {
        return named("Partner " + Unique.number());
    }

    static Partner named(String name) {
        long id = Fixtures.organisation(name, "partner-" + Unique.number() + ".example");
        return new Partner(id, Fixtures.token(id));
    }

    /** The API as this partner sees it. */
    public SohoApi api() {
        return SohoApi.bearer(token);
    }

    /** A customer of this partner, straight into the database. */
    long customer() {
        return Fixtures.customer(id, Unique.email());
    }
}
