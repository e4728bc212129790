package be.enbro.soho.eans;

import be.enbro.soho.json.JsonText;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Consumptions and their {@code jsonb}: written as its text, read from a type of the driver's own whose text it is. */
@Converter
public class ConsumptionsColumn implements AttributeConverter<List<Consumption>, Object> {
    // Kept, as in JsonText; and no Jsonb: a hundred calls of it were 5 % of the server's part of a bulk.
    private static final JsonGeneratorFactory GENERATORS =
            JsonProvider.provider().createGeneratorFactory(Map.of());

    @Override
    public Object convertToDatabaseColumn(List<Consumption> consumptions) {
        throw new UnsupportedOperationException("EANs are written by Eans alone");
    }

    /** What Eans writes. */
    static String text(List<Consumption> consumptions) {
        StringWriter text = new StringWriter(64 * (1 + consumptions.size()));
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartArray();
            for (Consumption consumption : consumptions) {
                json.writeStartObject()
                        .write("name", consumption.name())
                        .write("volume", consumption.volume())
                        .write("price", consumption.price())
                        .writeEnd();
            }
            json.writeEnd();
        }
        return text.toString();
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
