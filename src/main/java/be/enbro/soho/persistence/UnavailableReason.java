package be.enbro.soho.persistence;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transient reason why a request could not use the database. Each is answered 503, and the client may retry. The
 * states are SQLSTATEs or SQLSTATE classes (PostgreSQL documentation, appendix A).
 */
enum UnavailableReason {
    REFUSED("the database refuses connections", "08004", "53300", "57P03"),
    UNREACHABLE("no connection to the database could be opened", "08001"),
    NO_ANSWER("the database does not answer"),
    CONNECTION_LOST("the connection to the database was lost", "08", "57"),
    POOL_EMPTY("the connection pool is empty"),
    SHARE_EMPTY("the organisation uses its share of the connection pool"),
    STATEMENT_TIMEOUT("the statement timed out", "57014"),
    LOCK_TIMEOUT("the wait for a lock timed out", "55P03"),
    IDLE_TIMEOUT("the transaction was idle for too long", "25P03"),
    DEADLOCK("deadlock", "40P01"),
    SERIALIZATION_FAILURE("the transaction conflicts with another", "40"),
    READ_ONLY("the database is read-only", "25006"),
    OUT_OF_RESOURCES("the database is out of resources", "53"),
    SYSTEM_ERROR("the database has a system error", "58");

    private static final int STATE_LENGTH = 5;
    private static final int CLASS_LENGTH = 2;
    private static final Map<String, UnavailableReason> BY_STATE = Arrays.stream(values())
            .flatMap(reason -> Stream.of(reason.states).map(state -> Map.entry(state, reason)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String text;
    private final String[] states;

    UnavailableReason(String text, String... states) {
        this.text = text;
        this.states = states;
    }

    /** Returns the reason for a SQLSTATE, or else for its class; empty if there is none, or if the state is null. */
    static Optional<UnavailableReason> ofState(String state) {
        if (state == null || state.length() != STATE_LENGTH) {
            return Optional.empty();
        }
        UnavailableReason ofClass = BY_STATE.get(state.substring(0, CLASS_LENGTH));
        return Optional.ofNullable(BY_STATE.getOrDefault(state, ofClass));
    }

    /** The text for the log. */
    String text() {
        return text;
    }
}
