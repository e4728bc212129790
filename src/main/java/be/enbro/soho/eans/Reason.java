package be.enbro.soho.eans;

import be.enbro.soho.validation.WireName;

/** The customer's reason for requesting an offer at this metering point. */
enum Reason implements WireName {
    NORMAL("normal"),
    NEW("new"),
    REOPENED("reopened"),
    DROPPED("dropped"),
    MOVED("moved");

    private final String wireName;

    Reason(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
