package be.enbro.soho.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * PostgreSQL, whose {@code date} is a {@link LocalDate} and whose {@code timestamptz} is an {@link OffsetDateTime}. By
 * default they would be the classes of {@code java.sql}, where a day is the instant at which it began in the time zone of
 * the machine: a zone that skipped the day (Samoa, 30 December 2011) makes the next one of it.
 */
public class JavaTimePlatform extends PostgreSQLPlatform {
    @Override
    public Object getObjectFromResultSet(ResultSet row, int column, int type, AbstractSession session)
            throws SQLException {
        return switch (type) {
            case Types.DATE -> row.getObject(column, LocalDate.class);
            case Types.TIMESTAMP -> row.getObject(column, OffsetDateTime.class);
            default -> super.getObjectFromResultSet(row, column, type, session);
        };
    }
}
