package be.enbro.soho.http;

/** Whose request it is. */
public interface Partner {
    /** The organisation's id, for the log. */
    long id();
}
