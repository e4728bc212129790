package be.enbro.soho.organisations;

import static be.enbro.soho.params.Body.errors;
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

class TokenParamsTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final String VALID =
            """
            {"token": {"label": "shop", "expires_at": "2030-01-02T03:04:05.6789+01:00"}}""";

    static Stream<Case> every_field() {
        return Stream.of(
                        TEXT.required("token.label"),
                        TIME.and(
                                        "must be in the future",
                                        "\"2025-01-01T00:00:00Z\"",
                                        "\"2025-01-01T00:00:00.0009Z\"",
                                        "\"1900-01-01T00:00:00Z\"",
                                        "\"2025-01-01T00:59:59+01:00\"")
                                .and(null, "\"2025-01-01T00:00:00.001Z\"", "\"9999-12-31T23:59:59Z\"")
                                .optional("token.expires_at"))
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
                new TokenParams("shop", Instant.parse("2030-01-02T02:04:05.678Z")),
                parse(Body.of(VALID)).value());
    }

    private static Parsed<TokenParams> parse(Body body) {
        return Params.parse(body.tree(), "token", token -> TokenParams.from(token, InstantSource.fixed(NOW)));
    }
}
