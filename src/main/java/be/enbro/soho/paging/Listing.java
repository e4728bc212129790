package be.enbro.soho.paging;

import java.util.List;

/** A part of a list, with the parts to which its {@code Link} header refers (contract extensions, section 2). */
public interface Listing<T> {
    List<T> records();

    /** Returns the other parts that exist. */
    List<ListLink> links();

    /**
     * A link to a part of the list.
     *
     * @param relation a relation type of RFC 8288
     * @param parameter the query parameter that selects the part
     * @param value its value
     */
    record ListLink(String relation, String parameter, long value) {}
}
