package be.enbro.soho.json;

import java.math.BigDecimal;

/** Formats decimals as the API does: plain notation, without trailing zeros except directly after the point. */
public final class DecimalText {

    private DecimalText() {}

    /**
     * Formats {@code 1.00} as "1.0", {@code 100} as "100.0" and {@code 0.0214} as "0.0214", without loss of precision;
     * null remains null.
     */
    public static String of(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toPlainString();
    }
}
