package be.enbro.soho.customers;

import be.enbro.soho.ledger.Author;

/** A valid customer to register. */
public record CustomerRequest(Customer customer, Author author) {
    /** Creates the request of this thread. */
    static CustomerRequest of(Customer customer) {
        return new CustomerRequest(customer, Author.ofRequest());
    }
}
