package be.enbro.soho.organisations;

import static be.enbro.soho.params.Body.errors;
import static be.enbro.soho.params.Shape.STRING;
import static be.enbro.soho.params.Shape.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.params.Body;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.Shape.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrganisationParamsTest {

    private static final String VALID =
            """
            {"organisation": {"name": "Pouros Group", "domain": "quitzonrau-kiehn-7"}}""";

    static Stream<Case> every_field() {
        return Stream.of(
                        TEXT.required("organisation.name"),
                        STRING.and("size cannot be greater than 255", "\"<a*256>\"")
                                .and(
                                        "is in invalid format",
                                        "\" \"",
                                        "\"A\"",
                                        "\"a b\"",
                                        "\" a\"",
                                        "\"a \"",
                                        "\"a\\n\"",
                                        "\".\"",
                                        "\".a\"",
                                        "\"a.\"",
                                        "\"a..b\"",
                                        "\"-\"",
                                        "\"-a\"",
                                        "\"a-\"",
                                        "\"a-.b\"",
                                        "\"a.-b\"",
                                        "\"a_b\"",
                                        "\"é\"",
                                        "\"a\\u200bb\"",
                                        "\"\\u212a\"",
                                        "\"https://a.be\"",
                                        "\"<a-*127>\"")
                                .and(
                                        null,
                                        "\"a\"",
                                        "\"7\"",
                                        "\"a.b\"",
                                        "\"a-b\"",
                                        "\"a--b\"",
                                        "\"energy.partner-1.be\"",
                                        "\"<a*255>\"")
                                .required("organisation.domain"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("every_field")
    void each_field_is_answered_as_its_line_in_the_rules_says(Case each) {
        assertEquals(each.errors(), errors(parse(Body.of(VALID).with(each.path(), each.sent()))));
    }

    @Test
    void what_the_operator_sends_is_read() {
        assertEquals(
                new OrganisationParams("Pouros Group", "quitzonrau-kiehn-7"),
                parse(Body.of(VALID)).value());
    }

    private static Parsed<OrganisationParams> parse(Body body) {
        return Params.parse(body.tree(), "organisation", OrganisationParams::from);
    }
}
