package be.enbro.soho.eans;

import be.enbro.soho.params.Term;

/** The energy that a metering point measures. */
enum Product implements Term {
    GAS("gas"),
    ELECTRICITY("electricity");

    private final String term;

    Product(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
