package be.enbro.soho.eans;

/** An EAN's number and its customer. */
record EanKey(long customerId, String number) {}
