package be.enbro.soho.eans;

import be.enbro.soho.params.Parsed;

/** One EAN that a request asks to register for a customer. */
record AskedEan(long customerId, Parsed<Ean> ean) {
    EanOfCustomer ofCustomer() {
        return new EanOfCustomer(customerId, ean.value().number());
    }
}
