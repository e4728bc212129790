package be.enbro.soho.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void control_characters_including_line_ends_are_rejected(Setting setting) {
        for (String end : new String[] {"\n", "\r\n", "\t", "\u0000", "\u007f", "\u0085"}) {
            assertEquals(
                    setting + " must not have a line end or another control character",
                    refusal(setting, "0123456789abcdef0123456789abcdef" + end));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void characters_that_the_locale_cannot_decode_are_rejected(Setting setting) {
        assertEquals(
                setting + " has characters that this locale does not know: start with LC_ALL=C.UTF-8",
                refusal(setting, "geheim\uFFFD\uFFFD"));
    }

    @Test
    void other_characters_are_checked_by_each_setting() {
        with(
                Setting.SOHO_DB_PASSWORD,
                "pässwört € 1",
                () -> assertEquals(Optional.of("pässwört € 1"), Setting.SOHO_DB_PASSWORD.value()));
        with(
                Setting.SOHO_OPERATOR_TOKEN,
                "0123456789abcdef0123456789abcdeé",
                () -> assertEquals(
                        "SOHO_OPERATOR_TOKEN must be visible ASCII characters without spaces",
                        assertThrows(BadSetting.class, Setting.SOHO_OPERATOR_TOKEN::token)
                                .getMessage()));
    }

    @Test
    void an_empty_value_counts_as_unset() {
        with(Setting.SOHO_DB_PASSWORD, "", () -> assertEquals(Optional.empty(), Setting.SOHO_DB_PASSWORD.value()));
    }

    private static String refusal(Setting setting, String value) {
        String[] message = new String[1];
        with(
                setting,
                value,
                () -> message[0] =
                        assertThrows(BadSetting.class, setting::value).getMessage());
        return message[0];
    }

    private static void with(Setting setting, String value, Runnable check) {
        String property = setting.name().toLowerCase(Locale.ROOT).replace('_', '.');
        System.setProperty(property, value);
        try {
            check.run();
        } finally {
            System.clearProperty(property);
        }
    }
}
