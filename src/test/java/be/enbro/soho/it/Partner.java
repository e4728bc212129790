package be.enbro.soho.it;

/** An organisation in the database with a token. */
public record Partner(long id, String token) {

    /** Creates a partner. */
    public static Partner any() {
        return named("Partner " + Unique.number());
    }

    static Partner named(String name) {
        long id = Fixtures.organisation(name, "partner-" + Unique.number() + ".example");
        return new Partner(id, Fixtures.token(id));
    }

    /** Returns the API with this partner's token. */
    public SohoApi api() {
        return SohoApi.bearer(token);
    }

    /** Issues a token that may only read. */
    String readToken() {
        String body = "{\"token\":{\"label\":\"reader\",\"scope\":\"read\"}}";
        return SohoApi.operator()
                .post("/operator/v1/organisations/" + id + "/tokens", body)
                .string("token");
    }

    /** Inserts a customer of this partner directly into the database. */
    long customer() {
        return Fixtures.customer(id, Unique.email());
    }
}
