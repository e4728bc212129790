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
        int number = (int) LeadingNumber.of(limit, MAX_LIMIT);
        return new CursorRequest(LeadingNumber.of(after, Long.MAX_VALUE), number == 0 ? DEFAULT_LIMIT : number);
    }
}
