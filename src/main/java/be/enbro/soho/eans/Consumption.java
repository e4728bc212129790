package be.enbro.soho.eans;

import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The reading of one register of a meter, and its price.
 *
 * @param volume kWh per year, a non-negative decimal, as sent
 * @param price euro per kWh, a non-negative decimal, as sent
 */
@Schema(
        name = "Consumption",
        requiredProperties = {"name", "volume", "price"})
@JsonbPropertyOrder({"name", "volume", "price"})
public record Consumption(String name, String volume, String price) {

    private static final FieldType<String> TEXT = string();

    /** @param amount the type of the decimals, which are stored as sent */
    static Consumption from(RequestFields request, FieldType<String> amount) {
        return new Consumption(
                request.required("name", TEXT), request.required("volume", amount), request.required("price", amount));
    }
}
