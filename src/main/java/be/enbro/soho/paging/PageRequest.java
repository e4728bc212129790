package be.enbro.soho.paging;

/**
 * The requested page of a list (section 5 of the contract's rules).
 *
 * @param page 1 to 2147483647
 * @param per records per page, 1 to 25
 */
public record PageRequest(int page, int per) {

    private static final int MAX_PER = 25;

    /** The default page. */
    public static final PageRequest FIRST = new PageRequest(1, MAX_PER);

    /** Parses the query parameters, null if absent; every value is accepted. */
    public static PageRequest of(String page, String per) {
        int number = (int) LeadingNumber.of(per, MAX_PER);
        int pageNumber = (int) LeadingNumber.of(page, Integer.MAX_VALUE);
        return new PageRequest(Math.max(1, pageNumber), number == 0 ? MAX_PER : number);
    }

    /** The number of records before the page. */
    public long offset() {
        return (page - 1L) * per;
    }

    /** Returns whether a list of {@code total} records ends before this page. */
    public boolean isBeyond(long total) {
        return offset() >= total;
    }
}
