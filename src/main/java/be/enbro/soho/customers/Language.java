package be.enbro.soho.customers;

import be.enbro.soho.params.Term;

/** The language in which a customer is written to (ISO 639-1). */
enum Language implements Term {
    NL("nl"),
    FR("fr"),
    EN("en");

    private final String term;

    Language(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
