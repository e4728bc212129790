package be.enbro.soho.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * The operator's settings (rules, section 9): each an environment variable, or a system property of the same name in
 * lower case with dots, which takes precedence.
 */
public enum Setting {
    SOHO_DB_URL,
    SOHO_DB_USER,
    SOHO_DB_PASSWORD,
    SOHO_DB_POOL_MAX,
    SOHO_OPERATOR_TOKEN,
    SOHO_DATA_DIR,
    SOHO_CONCURRENT_REQUESTS,
    SOHO_IDEMPOTENCY_DAYS,
    SOHO_RATE_PER_SECOND,
    SOHO_RATE_BURST,
    SOHO_HTTP_ADDRESS,
    SOHO_OPERATOR_PORT,
    SOHO_OPERATOR_ADDRESS;

    private static final int MIN_TOKEN_LENGTH = 32;

    /** Java's replacement for a byte that is not valid in the locale's character set. */
    private static final char UNREADABLE = '\uFFFD';

    /**
     * Returns the value; empty if it is unset or empty.
     *
     * @throws BadSetting if it contains a control character, such as the line end of a file, or a character that the
     *     process's locale cannot decode
     */
    public Optional<String> value() {
        String property = System.getProperty(name().toLowerCase(Locale.ROOT).replace('_', '.'));
        String value = property == null ? System.getenv(name()) : property;
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new BadSetting(this, "must not have a line end or another control character");
        }
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new BadSetting(this, "has characters that this locale does not know: start with LC_ALL=C.UTF-8");
        }
        return Optional.of(value);
    }

    /**
     * Returns the value as a bearer token, if it is set.
     *
     * @throws BadSetting if it is shorter than 32 characters, or has a character that is not allowed in a header
     */
    public Optional<String> token() {
        Optional<String> token = value();
        if (token.filter(given -> given.length() < MIN_TOKEN_LENGTH).isPresent()) {
            throw new BadSetting(this, "must be at least " + MIN_TOKEN_LENGTH + " characters long");
        }
        if (token.filter(given -> !given.chars().allMatch(c -> c > ' ' && c < 0x7F))
                .isPresent()) {
            throw new BadSetting(this, "must be visible ASCII characters without spaces");
        }
        return token;
    }

    /**
     * Returns the value as a whole number, or the default.
     *
     * @throws BadSetting if it is not within the bounds
     */
    public int number(int defaultValue, int min, int max) {
        String text = value().orElse(Integer.toString(defaultValue));
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadSetting(this, "must be a whole number from " + min + " to " + max, notANumber);
        }
        throw new BadSetting(this, "must be a whole number from " + min + " to " + max);
    }
}
