package be.enbro.soho.eans;

import be.enbro.soho.validation.WireName;

/** The tariff group of a meter: one rate, or day and night rates, without or with a night-only circuit (exclusive). */
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
