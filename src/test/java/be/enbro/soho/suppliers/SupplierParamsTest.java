package be.enbro.soho.suppliers;

import static be.enbro.soho.params.Body.errors;
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

class SupplierParamsTest {

    private static final String VALID = """
            {"supplier": {"name": "Beer LLC 1"}}""";

    static Stream<Case> every_field() {
        return TEXT.required("supplier.name");
    }

    @ParameterizedTest
    @MethodSource("every_field")
    void each_field_is_answered_as_its_line_in_the_rules_says(Case each) {
        assertEquals(each.errors(), errors(parse(Body.of(VALID).with(each.path(), each.sent()))));
    }

    @Test
    void what_the_operator_sends_is_read() {
        assertEquals(new SupplierParams("Beer LLC 1"), parse(Body.of(VALID)).value());
    }

    private static Parsed<SupplierParams> parse(Body body) {
        return Params.parse(body.tree(), "supplier", SupplierParams::from);
    }
}
