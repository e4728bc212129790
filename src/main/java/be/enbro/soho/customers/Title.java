package be.enbro.soho.customers;

import be.enbro.soho.params.Term;

/** How a customer is addressed. */
enum Title implements Term {
    MR("mr"),
    MRS("mrs");

    private final String term;

    Title(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
