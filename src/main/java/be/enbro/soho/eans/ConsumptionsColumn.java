package be.enbro.soho.eans;

import be.enbro.soho.json.JsonText;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads consumptions from their {@code jsonb}, a type of the driver's own whose text is the JSON. */
@Converter
public class ConsumptionsColumn implements AttributeConverter<List<Consumption>, Object> {
    @Override
    public Object convertToDatabaseColumn(List<Consumption> consumptions) {
        throw new UnsupportedOperationException("EANs are written by Eans alone");
    }

    @Override
    public List<Consumption> convertToEntityAttribute(Object json) {
        if (json == null) {
            return null;
        }
        List<?> elements = (List<?>) JsonText.parse(json.toString().getBytes(StandardCharsets.UTF_8));
        return elements.stream()
                .map(element -> consumption((Map<?, ?>) element))
                .toList();
    }

    private static Consumption consumption(Map<?, ?> element) {
        return new Consumption(
                (String) element.get("name"), (String) element.get("volume"), (String) element.get("price"));
    }
}
