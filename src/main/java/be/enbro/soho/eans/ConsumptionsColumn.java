package be.enbro.soho.eans;

import be.enbro.soho.json.JsonText;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/** Consumptions from their {@code jsonb}: a type of the driver's own whose text it is. */
@Converter
public class ConsumptionsColumn implements AttributeConverter<List<Consumption>, Object> {
    @Override
    public Object convertToDatabaseColumn(List<Consumption> consumptions) {
        throw new UnsupportedOperationException("consumptions are written as JSON, see StoredRows");
    }

    @Override
    public List<Consumption> convertToEntityAttribute(Object json) {
        if (json == null) {
            return null;
        }
        List<?> elements = (List<?>) JsonText.parse(json.toString());
        return elements.stream()
                .map(element -> consumption((Map<?, ?>) element))
                .toList();
    }

    private static Consumption consumption(Map<?, ?> element) {
        return new Consumption(
                (String) element.get("name"), (String) element.get("volume"), (String) element.get("price"));
    }
}
