package be.enbro.soho.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

/** Phone numbers of any country in any notation; without a country code, Belgian ones. */
final class PhoneNumber {

    private static final String REGION = "BE";
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /**
     * Converts {@code +32(0)56/98.01.44} to {@code +3256980144}; returns null if the number is invalid or has an
     * extension.
     */
    static String e164(String text) {
        try {
            Phonenumber.PhoneNumber number = NUMBERS.parse(text, REGION);
            boolean accepted = !number.hasExtension() && NUMBERS.isValidNumber(number);
            return accepted ? NUMBERS.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }
}
