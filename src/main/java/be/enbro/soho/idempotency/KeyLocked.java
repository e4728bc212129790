package be.enbro.soho.idempotency;

import jakarta.ejb.ApplicationException;

/** Thrown if another transaction has used the same key and has not ended in the time of a lock. */
@ApplicationException(rollback = true)
final class KeyLocked extends RuntimeException {
    KeyLocked() {
        super("the key is in use", null, false, false);
    }
}
