package be.enbro.soho.json;

/** A JSON number as it was written: whoever wants its value pays for it, so a long one that nobody reads is harmless. */
public record RawNumber(String text) {}
