package be.enbro.soho.http;

/** On whose behalf a request is made (contract extensions, section 1). */
public enum Caller {
    /** Nobody known: no token was checked. */
    ANYONE,
    /** An organisation, by one of its bearer tokens. */
    PARTNER,
    /** Whoever runs the platform, by the operator's token. */
    OPERATOR
}
