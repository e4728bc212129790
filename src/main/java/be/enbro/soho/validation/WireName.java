package be.enbro.soho.validation;

/** An enum constant with a name of its own in JSON and in the database. */
public interface WireName {

    String wireName();
}
