package be.enbro.soho.http;

/** The party on whose behalf a request is made (contract extensions, section 1). */
public enum Caller {
    /** Unauthenticated: no token was checked. */
    ANYONE,
    /** An organisation, authenticated by one of its bearer tokens. */
    PARTNER,
    /** The operator of the platform, authenticated by the operator's token. */
    OPERATOR
}
