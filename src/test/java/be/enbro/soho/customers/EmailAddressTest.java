package be.enbro.soho.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.c",
                "clifford@mohr.com",
                "diedre_towne@langcarroll.name",
                "first.last+tag@sub.example.be",
                "a@b.c.d.e",
                "é@ü.be",
                "\"@b.c",
                "a@-.-"
            })
    void an_email_has_one_at_sign_and_a_domain_with_a_dot(String email) {
        assertTrue(EmailAddress.isWellFormed(email));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b.c",
                "a@b",
                "a@b.",
                "a@.b",
                "a@b..c",
                "a@.",
                "a@..",
                "a@b@c.d",
                "a@@b.c",
                "a b@c.d",
                "a@b c.d",
                "a@b.c d",
                "a\t@b.c",
                "a\n@b.c",
                "a\u00a0@b.c",
                "a\u3000@b.c",
                "a.b.c"
            })
    void anything_else_is_not_an_email(String email) {
        assertFalse(EmailAddress.isWellFormed(email));
    }

    @Test
    void an_email_with_an_invisible_character_is_rejected() {
        String well = "jan@example.be";
        List<String> accepted = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(EmailAddressTest::isControlOrFormat)
                .mapToObj(Character::toString)
                .flatMap(unseen -> IntStream.rangeClosed(0, well.length())
                        .mapToObj(at -> well.substring(0, at) + unseen + well.substring(at)))
                .filter(EmailAddress::isWellFormed)
                .toList();

        assertEquals(List.of(), accepted);
        assertFalse(EmailAddress.isWellFormed("jan\u200b@example.be"));
        assertFalse(EmailAddress.isWellFormed("jan@example.be\u007f"));
        assertFalse(EmailAddress.isWellFormed("jan@example\u00ad.be"));
        assertFalse(EmailAddress.isWellFormed("jan\udb40\udc41@example.be"));
    }

    @Test
    void an_email_with_a_character_that_lowers_to_ascii_is_rejected() {
        List<String> accepted = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(c -> Character.toLowerCase(c) < 0x80)
                .mapToObj(c -> Character.toString(c) + "m@example.be")
                .filter(EmailAddress::isWellFormed)
                .toList();

        assertEquals(List.of(), accepted);
        assertFalse(EmailAddress.isWellFormed("\u212Aim@example.be"));
        assertFalse(EmailAddress.isWellFormed("kim@\u0130nfo.be"));
    }

    private static boolean isControlOrFormat(int c) {
        return Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT;
    }

    @ParameterizedTest
    @CsvSource({"A@B.CO, a@b.co", "É@Ü.BE, é@ü.be", "ΣΑΣ@B.CO, σασ@b.co"})
    void lower_case_is_the_same_in_every_locale(String email, String lower) {
        assertEquals(lower, EmailAddress.lowerCase(email));
    }

    @Test
    void lower_case_keeps_the_length_and_is_idempotent() {
        Property.check(property -> {
            String text = property.any(Generator.strings(255));
            String lower = EmailAddress.lowerCase(text);
            assertEquals(text.codePointCount(0, text.length()), lower.codePointCount(0, lower.length()));
            assertEquals(lower, EmailAddress.lowerCase(lower));
        });
    }
}
