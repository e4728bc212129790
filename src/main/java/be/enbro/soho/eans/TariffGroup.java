package be.enbro.soho.eans;

import be.enbro.soho.validation.WireName;

/** How a meter tells day from night, and a night-only circuit (exclusive) from the rest. */
enum TariffGroup implements WireName {
    MONO("mono"),
    DUAL("dual"),
    MONO_EXCLUSIVE("monoExclusive"),
    DUAL_EXCLUSIVE("dualExclusive");

    private final String wireName;

    TariffGroup(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
