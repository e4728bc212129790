package be.enbro.soho.eans;

import be.enbro.soho.params.Term;

/** Why the customer asks for an offer at this metering point. */
enum Reason implements Term {
    NORMAL("normal"),
    NEW("new"),
    REOPENED("reopened"),
    DROPPED("dropped"),
    MOVED("moved");

    private final String term;

    Reason(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
