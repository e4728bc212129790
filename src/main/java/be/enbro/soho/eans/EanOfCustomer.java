package be.enbro.soho.eans;

/** An EAN's number and the customer that it was asked for. */
record EanOfCustomer(long customerId, String number) {}
