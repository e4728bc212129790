package be.enbro.soho.organisations;

import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationParamsTest {

    private static final String VALID =
            """
            {"organisation": {"name": "Pouros Group", "domain": "quitzonrau-kiehn-7"}}""";

    @Test
    void both_fields_are_required_strings() {
        for (String key : List.of("organisation.name", "organisation.domain")) {
            assertEquals(
                    List.of(key + ": is missing"), errors(parse(Body.of(VALID).with(key, "absent"))));
            assertEquals(
                    List.of(key + ": must be filled"),
                    errors(parse(Body.of(VALID).with(key, "\"\""))));
            assertEquals(
                    List.of(key + ": must be a string"),
                    errors(parse(Body.of(VALID).with(key, "5"))));
            assertEquals(
                    List.of(key + ": size cannot be greater than 255"),
                    errors(parse(Body.of(VALID).with(key, "\"<a*256>\""))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "A",
                "a b",
                " a",
                "a ",
                "a\\n",
                ".",
                ".a",
                "a.",
                "a..b",
                "-",
                "-a",
                "a-",
                "a-.b",
                "a.-b",
                "a_b",
                "é",
                "a\\u200bb",
                "\\u212a",
                "https://a.be",
                "<a-*127>"
            })
    void a_domain_with_other_characters_is_rejected(String domain) {
        assertEquals(
                List.of("organisation.domain: is in invalid format"),
                errors(parse(Body.of(VALID).with("organisation.domain", '"' + domain + '"'))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "a.b", "a-b", "a--b", "energy.partner-1.be", "<a*255>"})
    void a_domain_has_lower_case_letters_digits_dots_and_inner_hyphens(String domain) {
        assertEquals(List.of(), errors(parse(Body.of(VALID).with("organisation.domain", '"' + domain + '"'))));
    }

    @Test
    void the_operators_request_is_parsed() {
        assertEquals(
                new OrganisationParams("Pouros Group", "quitzonrau-kiehn-7"),
                parse(Body.of(VALID)).value());
    }

    private static Validated<OrganisationParams> parse(Body body) {
        return RequestType.object("organisation", OrganisationParams::from).parse(body.tree());
    }
}
