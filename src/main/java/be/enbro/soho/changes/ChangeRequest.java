package be.enbro.soho.changes;

import static be.enbro.soho.validation.FieldType.INVALID_FORMAT;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.paging.CursorRequest;
import java.util.List;
import java.util.Optional;

/**
 * The requested part of the change feed.
 *
 * @param after empty for the oldest event that is kept
 * @param limit the maximum number of events, 1 to 1000
 */
record ChangeRequest(Optional<Cursor> after, int limit) {
    private static final ApiError INVALID_CURSOR = ApiError.params("after", INVALID_FORMAT);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    /**
     * Parses the query parameters, null if absent.
     *
     * @throws ValidationException if the cursor is malformed
     */
    static ChangeRequest of(String after, String limit) {
        return new ChangeRequest(cursor(after), CursorRequest.limit(limit, DEFAULT_LIMIT, MAX_LIMIT));
    }

    private static Optional<Cursor> cursor(String after) {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        Cursor cursor = Cursor.parse(after);
        if (cursor == null) {
            throw new ValidationException(List.of(INVALID_CURSOR));
        }
        return Optional.of(cursor);
    }
}
