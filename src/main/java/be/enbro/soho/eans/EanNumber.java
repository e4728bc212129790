package be.enbro.soho.eans;

/** The number of a Belgian metering point: a GSRN of 18 digits with the prefix 54 (GS1 General Specifications). */
final class EanNumber {

    /** Everything but the check digit, which a regular expression cannot compute. */
    static final String PATTERN = "^54[0-9]{16}$";

    private static final int SIZE = 18;

    private EanNumber() {}

    static boolean isWellFormed(String number) {
        return number.length() == SIZE && number.startsWith("54") && hasCheckDigit(number);
    }

    /** Modulo 10: from the right, digits have the weights 1 and 3 alternately, and their sum is a multiple of 10. */
    private static boolean hasCheckDigit(String number) {
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return sum % 10 == 0;
    }
}
