package be.enbro.soho.customers;

import be.enbro.soho.validation.WireName;

/** The language of a customer's correspondence (ISO 639-1). */
enum Language implements WireName {
    NL("nl"),
    FR("fr"),
    EN("en");

    private final String wireName;

    Language(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
