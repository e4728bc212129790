package be.enbro.soho.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * Reads {@code date} as {@link LocalDate} and {@code timestamptz} as {@link OffsetDateTime}. EclipseLink's default,
 * {@code java.sql.Date}, represents a day by the instant at which it began in the machine's time zone, and in a zone
 * that skipped that day (Samoa, 30 December 2011) it becomes the next day.
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
