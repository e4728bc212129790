package be.enbro.soho.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
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
    void one_at_sign_between_a_local_part_and_a_domain_with_a_dot_will_do(String email) {
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
    void anything_else_is_no_email(String email) {
        assertFalse(EmailAddress.isWellFormed(email));
    }

    @ParameterizedTest
    @CsvSource({"A@B.CO, a@b.co", "É@Ü.BE, é@ü.be", "\u0130@B.CO, i@b.co", "ΣΑΣ@B.CO, σασ@b.co"})
    void lower_case_is_the_same_in_every_locale(String email, String lower) {
        assertEquals(lower, EmailAddress.lowerCase(email));
    }

    @Test
    void lower_case_is_as_long_and_stays() {
        Property.check(property -> {
            String text = property.any(Generator.strings(255));
            String lower = EmailAddress.lowerCase(text);
            assertEquals(text.codePointCount(0, text.length()), lower.codePointCount(0, lower.length()));
            assertEquals(lower, EmailAddress.lowerCase(lower));
        });
    }
}
