package be.enbro.soho.it;

/** An organisation in the database with one token of its own. */
record Partner(long id, String token) {

    static Partner any() {
        return named("Partner " + Numbers.next());
    }

    static Partner named(String name) {
        long id = Rows.organisation(name, "partner-" + Numbers.next() + ".example");
        return new Partner(id, Rows.token(id));
    }

    SohoApi api() {
        return SohoApi.bearer(token);
    }

    /** A customer of this partner, straight into the database. */
    long customer() {
        return Rows.customer(id, Numbers.email());
    }
}
