package be.enbro.soho.paging;

/**
 * The requested part of a list that is read by id (contract extensions, section 2).
 *
 * @param after the id after which the records begin, from 0
 * @param limit the maximum number of records, 1 to 100
 */
public record CursorRequest(long after, int limit) {
    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 100;

    /** Parses the query parameters, the limit null if absent; every value is accepted. */
    public static CursorRequest of(String after, String limit) {
        return new CursorRequest(LeadingNumber.of(after, Long.MAX_VALUE), limit(limit, DEFAULT_LIMIT, MAX_LIMIT));
    }

    /** Parses a limit, null if absent; a value that is no positive number becomes the default, a greater one the maximum. */
    public static int limit(String text, int defaultLimit, int max) {
        int number = (int) LeadingNumber.of(text, max);
        return number == 0 ? defaultLimit : number;
    }
}
