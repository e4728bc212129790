package be.enbro.soho.persistence;

import java.sql.SQLTransientConnectionException;

/** Thrown if no connection was borrowed, for a reason that has no SQLSTATE. */
final class NoConnectionException extends SQLTransientConnectionException {
    private final UnavailableReason reason;

    NoConnectionException(UnavailableReason reason) {
        super(reason.text(), "08001");
        this.reason = reason;
    }

    UnavailableReason reason() {
        return reason;
    }
}
