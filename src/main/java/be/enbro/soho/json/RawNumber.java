package be.enbro.soho.json;

/** A JSON number as sent, not yet parsed, so that a long number in an unused field costs nothing. */
public record RawNumber(String text) {}
