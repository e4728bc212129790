package be.enbro.soho.lookup;

/**
 * What identifies a customer among those of all organisations: one of both.
 *
 * @param email in lower case
 * @param eanNumber the number of one of the customer's EANs
 */
record CustomerKey(String email, String eanNumber) {
    static CustomerKey ofEmail(String email) {
        return new CustomerKey(email, null);
    }

    static CustomerKey ofEanNumber(String number) {
        return new CustomerKey(null, number);
    }
}
