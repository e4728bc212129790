package be.enbro.soho.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.LocalDate;

/** Keeps days as {@code date}, read as {@link JavaTimePlatform} gives them: EclipseLink alone would take a detour. */
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
