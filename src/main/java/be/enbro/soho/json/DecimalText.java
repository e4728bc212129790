package be.enbro.soho.json;

import java.math.BigDecimal;

/** Decimals as the API writes them: plain notation, no trailing zero but the one right after the point. */
public final class DecimalText {

    private DecimalText() {}

    /** {@code 1.00} is "1.0", {@code 100} is "100.0", {@code 0.0214} is "0.0214"; no precision is lost; null is null. */
    public static String of(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toPlainString();
    }
}
