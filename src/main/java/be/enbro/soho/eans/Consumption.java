package be.enbro.soho.eans;

import static be.enbro.soho.params.Kind.string;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * One register of a meter: what it counted and what that cost.
 *
 * @param volume kWh a year, a decimal of 0 or more as it was sent
 * @param price euro per kWh, a decimal of 0 or more as it was sent
 */
@JsonbPropertyOrder({"name", "volume", "price"})
public record Consumption(String name, String volume, String price) {

    private static final Kind<String> TEXT = string();
    private static final Kind<String> AMOUNT = EanParams.AMOUNT.asSent();

    static Consumption from(Fields consumption) {
        return new Consumption(
                consumption.required("name", TEXT),
                consumption.required("volume", AMOUNT),
                consumption.required("price", AMOUNT));
    }
}
