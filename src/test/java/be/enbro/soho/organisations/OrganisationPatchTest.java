package be.enbro.soho.organisations;

import static be.enbro.soho.validation.Body.error;
import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationPatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            name     | absent    |
            name     | null      | must be filled
            name     | ""        | must be filled
            name     | "<a*256>" | size cannot be greater than 255
            domain   | absent    |
            domain   | null      | must be filled
            domain   | "A"       | is in invalid format
            disabled | absent    |
            disabled | null      |
            disabled | ""        |
            disabled | true      |
            disabled | "off"     |
            disabled | 0         |
            disabled | 2         | must be boolean
            disabled | "null"    | must be boolean
            disabled | []        | must be boolean
            """)
    void each_field_has_its_rules(String field, String sent, String message) {
        Body body = Body.of("{\"organisation\": {}}");
        assertEquals(error("organisation." + field, message), errors(parse(body.with("organisation." + field, sent))));
    }

    @Test
    void only_the_named_fields_are_corrected() {
        Patch<OrganisationPatch> patch = parse(Body.of("{\"organisation\": {\"name\": \"x\", \"created_at\": 5}}"))
                .value();

        assertEquals(Set.of("name"), patch.names());
        assertEquals(new OrganisationPatch(new OrganisationParams("x", null), null), patch.values());
    }

    @Test
    void an_organisation_is_disabled_once_until_it_is_enabled() {
        Organisation enabled = new Organisation();
        Organisation disabled = enabled.corrected(disabled("true"));
        assertFalse(enabled.isDisabled());
        assertTrue(disabled.isDisabled());
        assertNotNull(disabled.view().disabledAt());

        assertSame(
                disabled.view().disabledAt(),
                disabled.corrected(disabled("true")).view().disabledAt());
        assertNull(disabled.corrected(disabled("false")).view().disabledAt());
        assertNull(enabled.corrected(disabled("false")).view().disabledAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "null", "\"\""})
    void without_a_value_an_organisation_stays_as_it_is(String nothing) {
        Organisation disabled = new Organisation().corrected(disabled("true"));

        assertSame(
                disabled.view().disabledAt(),
                disabled.corrected(disabled(nothing)).view().disabledAt());
        assertFalse(new Organisation().corrected(disabled(nothing)).isDisabled());
    }

    private static Patch<OrganisationPatch> disabled(String sent) {
        return parse(Body.of("{\"organisation\": {}}").with("organisation.disabled", sent))
                .value();
    }

    private static Validated<Patch<OrganisationPatch>> parse(Body body) {
        return RequestType.patch("organisation", OrganisationPatch::from).parse(body.tree());
    }
}
