package be.enbro.soho.idempotency;

import jakarta.ejb.ApplicationException;

/** Thrown if another transaction has used the same key and does not end in time. */
@ApplicationException(rollback = true)
final class KeyLocked extends RuntimeException {
    KeyLocked() {
        super("the key is in use", null, false, false);
    }
}
