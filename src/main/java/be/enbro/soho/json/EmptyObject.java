package be.enbro.soho.json;

/** The response {@code {}}. */
public record EmptyObject() {}
