package be.enbro.soho.it;

import java.util.List;

/** The events that the database has recorded. */
final class Ledger {
    private static final String EVENTS =
            """
            SELECT COALESCE(string_agg(concat_ws(' ', type, 'organisation=' || organisation_id, 'customer=' || customer_id,
              'token=' || token_id, 'supplier=' || supplier_id, 'eans=' || array_to_string(ean_ids, ','),
              'fields=' || array_to_string(fields, ','), 'by=' || actor), E'\\n' ORDER BY tx, id), '')
            FROM events WHERE\s""";

    private Ledger() {}

    /** Returns the events of a request in their order, one a line without id, time and request id. */
    static List<String> of(Answer answer) {
        return lines(Database.text(EVENTS + "request_id = ?", answer.header("X-Request-Id")));
    }

    /** Returns the events after another one. */
    static List<String> after(long id) {
        return lines(Database.text(EVENTS + "id > ?", id));
    }

    /** Returns the id of the last event. */
    static long last() {
        return Database.number("SELECT COALESCE(max(id), 0) FROM events");
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
