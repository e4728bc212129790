package be.enbro.soho.changes;

import be.enbro.soho.hashing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A position in the change feed, opaque to its readers: URL-safe Base64 of the numbers here and a checksum.
 *
 * @param database identifies the database whose transactions are counted
 * @param transaction the id of the transaction that wrote the event; as PostgreSQL's {@code xid8}, never negative
 * @param event the id of the event
 * @param at the time of the event in milliseconds, so that it is not mistaken for an event with the same ids, which a database
 *     writes that was set back to an earlier state
 */
record Cursor(long database, long transaction, long event, long at) {
    /** The beginning of the year 10000. */
    private static final long MAX_MILLISECONDS = 253_402_300_800_000L;

    private static final int BYTES = 4 * Long.BYTES + Integer.BYTES;

    /** Returns the position of an event in a database with this {@code database_id}. */
    static Cursor of(String databaseId, long transaction, long event, Instant at) {
        return new Cursor(database(databaseId), transaction, event, at.toEpochMilli());
    }

    /** Returns the position before all events. */
    static Cursor start(String databaseId) {
        return new Cursor(database(databaseId), 0, 0, 0);
    }

    /** Parses a cursor; returns null if the text is not one. */
    static Cursor parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.length != BYTES) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        Cursor cursor = new Cursor(numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
        return cursor.isPossible() && cursor.text().equals(text) ? cursor : null;
    }

    /** The checksum is no secret, so that anybody can make a cursor of any numbers. */
    private boolean isPossible() {
        return transaction >= 0 && event >= 0 && at >= 0 && at < MAX_MILLISECONDS;
    }

    String text() {
        ByteBuffer numbers = ByteBuffer.allocate(BYTES)
                .putLong(database)
                .putLong(transaction)
                .putLong(event)
                .putLong(at);
        CRC32 checksum = new CRC32();
        checksum.update(numbers.array(), 0, numbers.position());
        numbers.putInt((int) checksum.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(numbers.array());
    }

    boolean isOf(String databaseId) {
        return database == database(databaseId);
    }

    boolean isAfter(Cursor other) {
        return transaction > other.transaction || transaction == other.transaction && event > other.event;
    }

    private static long database(String databaseId) {
        return ByteBuffer.wrap(Sha256.of(databaseId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
