package be.enbro.soho.eans;

import be.enbro.soho.validation.WireName;

/** The type of energy measured at a metering point. */
enum Product implements WireName {
    GAS("gas"),
    ELECTRICITY("electricity");

    private final String wireName;

    Product(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
