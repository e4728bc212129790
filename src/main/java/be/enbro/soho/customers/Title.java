package be.enbro.soho.customers;

import be.enbro.soho.validation.WireName;

/** How a customer is addressed. */
enum Title implements WireName {
    MR("mr"),
    MRS("mrs");

    private final String wireName;

    Title(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
