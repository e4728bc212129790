package be.enbro.soho.requests;

/** Whose request it is. */
public interface Partner {
    /** The organisation's id, for the log. */
    long id();
}
