package be.enbro.soho.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.LocalDate;

/**
 * Stores {@code LocalDate} as {@code date}, using the values that {@link JavaTimePlatform} reads; by default
 * EclipseLink converts by way of {@code java.sql.Date}.
 */
@Converter(autoApply = true)
public class DateColumn implements AttributeConverter<LocalDate, Object> {
    @Override
    public Object convertToDatabaseColumn(LocalDate day) {
        return day;
    }

    @Override
    public LocalDate convertToEntityAttribute(Object day) {
        return (LocalDate) day;
    }
}
