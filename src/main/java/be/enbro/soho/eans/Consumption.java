package be.enbro.soho.eans;

import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * One register of a meter: what it counted and what that cost.
 *
 * @param volume kWh a year, a decimal of 0 or more as it was sent
 * @param price euro per kWh, a decimal of 0 or more as it was sent
 */
@JsonbPropertyOrder({"name", "volume", "price"})
public record Consumption(String name, String volume, String price) {

    private static final FieldType<String> TEXT = string();

    /** @param amount the kind of its decimals, kept as they were sent */
    static Consumption from(RequestFields request, FieldType<String> amount) {
        return new Consumption(
                request.required("name", TEXT), request.required("volume", amount), request.required("price", amount));
    }
}
