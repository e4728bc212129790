package be.enbro.soho.eans;

import be.enbro.soho.params.Term;

/** How a meter tells day from night, and a night-only circuit (exclusive) from the rest. */
enum TariffGroup implements Term {
    MONO("mono"),
    DUAL("dual"),
    MONO_EXCLUSIVE("monoExclusive"),
    DUAL_EXCLUSIVE("dualExclusive");

    private final String term;

    TariffGroup(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
