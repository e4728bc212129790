package be.enbro.soho.eans;

/** The number of a Belgian metering point: a GSRN of 18 digits with the prefix 54 (GS1 General Specifications). */
final class EanNumber {

    private static final int SIZE = 18;

    private EanNumber() {}

    static boolean isWellFormed(String number) {
        return number.length() == SIZE && number.startsWith("54") && hasCheckDigit(number);
    }

    /** Modulo 10: from the right, digits count once and three times in turn, and the sum ends in 0. */
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
