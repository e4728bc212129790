package be.enbro.soho.http;

/** The organisation that sends a request. */
public interface Partner {
    /** The organisation's id, for the log. */
    long id();
}
