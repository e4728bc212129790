package be.enbro.soho.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * The settings an operator gives (rules, section 9): each an environment variable, or a system property of the same name
 * in lower case with dots, which wins.
 */
public enum Setting {
    SOHO_DB_URL,
    SOHO_DB_USER,
    SOHO_DB_PASSWORD,
    SOHO_DB_POOL_MAX,
    SOHO_OPERATOR_TOKEN,
    SOHO_DATA_DIR,
    SOHO_CONCURRENT_REQUESTS,
    SOHO_HTTP_ADDRESS,
    SOHO_OPERATOR_PORT,
    SOHO_OPERATOR_ADDRESS;

    private static final int TOKEN_LEAST = 32;

    /** What Java makes of a byte that is no character in the locale's character set. */
    private static final char UNREADABLE = '\uFFFD';

    /**
     * What the operator gave; an empty value is none. {@link BadSetting} if it has a control character, as the end of a line
     * that comes along from a file, or one that the process's locale cannot read.
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
     * The bearer token the operator gave, if any; {@link BadSetting} if it is shorter than 32 characters or has one that no
     * header can carry.
     */
    public Optional<String> token() {
        Optional<String> token = value();
        if (token.filter(given -> given.length() < TOKEN_LEAST).isPresent()) {
            throw new BadSetting(this, "must be at least " + TOKEN_LEAST + " characters long");
        }
        if (token.filter(given -> !given.chars().allMatch(c -> c > ' ' && c < 0x7F))
                .isPresent()) {
            throw new BadSetting(this, "must be visible ASCII characters without spaces");
        }
        return token;
    }

    /** The whole number the operator gave, or the default; {@link BadSetting} unless it is within the bounds. */
    public int number(int standard, int least, int most) {
        String text = value().orElse(Integer.toString(standard));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadSetting(this, "must be a whole number from " + least + " to " + most, notANumber);
        }
        throw new BadSetting(this, "must be a whole number from " + least + " to " + most);
    }
}
