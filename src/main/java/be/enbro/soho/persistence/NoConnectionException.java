package be.enbro.soho.persistence;

import java.sql.SQLTransientConnectionException;

/** No connection was borrowed, for a reason that no SQLSTATE stands for. */
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
