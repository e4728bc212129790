package be.enbro.soho.operator;

import static be.enbro.soho.params.Body.errors;
import static be.enbro.soho.params.Shape.STRING;
import static be.enbro.soho.params.Shape.TEXT;
import static be.enbro.soho.params.Shape.TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.params.Body;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.Shape.Case;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorParamsTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final String VALID =
            """
            {"organisation": {"name": "Pouros Group", "domain": "quitzonrau-kiehn-7"},
             "token": {"label": "shop", "expires_at": "2030-01-02T03:04:05.6789+01:00"},
             "supplier": {"name": "Beer LLC 1"}}""";

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
                                .required("organisation.domain"),
                        TEXT.required("token.label"),
                        TIME.and(
                                        "must be in the future",
                                        "\"2025-01-01T00:00:00Z\"",
                                        "\"2025-01-01T00:00:00.0009Z\"",
                                        "\"1900-01-01T00:00:00Z\"",
                                        "\"2025-01-01T00:59:59+01:00\"")
                                .and(null, "\"2025-01-01T00:00:00.001Z\"", "\"9999-12-31T23:59:59Z\"")
                                .optional("token.expires_at"),
                        TEXT.required("supplier.name"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("every_field")
    void each_field_is_answered_as_its_line_in_the_rules_says(Case each) {
        Object json = Body.of(VALID).with(each.path(), each.sent()).tree();
        Parsed<?> parsed =
                switch (each.path().substring(0, each.path().indexOf('.'))) {
                    case "organisation" -> organisation(json);
                    case "token" -> token(json);
                    default -> supplier(json);
                };
        assertEquals(each.errors(), errors(parsed));
    }

    @Test
    void what_the_operator_sends_is_read() {
        Object json = Body.of(VALID).tree();
        assertEquals(
                new OrganisationParams("Pouros Group", "quitzonrau-kiehn-7"),
                organisation(json).value());
        assertEquals(
                new TokenParams("shop", Instant.parse("2030-01-02T02:04:05.678Z")),
                token(json).value());
        assertEquals(new SupplierParams("Beer LLC 1"), supplier(json).value());
    }

    private static Parsed<OrganisationParams> organisation(Object json) {
        return Params.parse(json, "organisation", OrganisationParams::from);
    }

    private static Parsed<TokenParams> token(Object json) {
        return Params.parse(json, "token", token -> TokenParams.from(token, InstantSource.fixed(NOW)));
    }

    private static Parsed<SupplierParams> supplier(Object json) {
        return Params.parse(json, "supplier", SupplierParams::from);
    }
}
