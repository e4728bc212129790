package be.enbro.soho.eans;

import be.enbro.soho.json.JsonReader;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/**
 * Stores consumptions as {@code jsonb}: written as part of a row's JSON, read from the text of the driver's own type.
 */
@Converter
public class ConsumptionsColumn implements AttributeConverter<List<Consumption>, Object> {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public Object convertToDatabaseColumn(List<Consumption> consumptions) {
        if (consumptions == null) {
            return null;
        }
        JsonArrayBuilder array = JSON.createArrayBuilder();
        consumptions.forEach(consumption -> array.add(JSON.createObjectBuilder()
                .add("name", consumption.name())
                .add("volume", consumption.volume())
                .add("price", consumption.price())));
        return array.build();
    }

    @Override
    public List<Consumption> convertToEntityAttribute(Object json) {
        if (json == null) {
            return null;
        }
        List<?> elements = (List<?>) JsonReader.parse(json.toString());
        return elements.stream()
                .map(element -> consumption((Map<?, ?>) element))
                .toList();
    }

    private static Consumption consumption(Map<?, ?> element) {
        return new Consumption(
                (String) element.get("name"), (String) element.get("volume"), (String) element.get("price"));
    }
}
