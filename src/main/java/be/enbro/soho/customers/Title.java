package be.enbro.soho.customers;

import be.enbro.soho.validation.WireName;

/** The form of address of a customer. */
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
