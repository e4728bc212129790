package be.enbro.soho.suppliers;

import static be.enbro.soho.validation.Body.error;
import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplierParamsTest {

    private static final String VALID = """
            {"supplier": {"name": "Beer LLC 1"}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            absent    | is missing
            ""        | must be filled
            5         | must be a string
            "<a*256>" | size cannot be greater than 255
            """)
    void the_name_is_a_required_string(String sent, String message) {
        assertEquals(
                List.of("supplier.name: " + message),
                errors(parse(Body.of(VALID).with("supplier.name", sent))));
    }

    @Test
    void the_operators_request_is_parsed() {
        assertEquals(new SupplierParams("Beer LLC 1"), parse(Body.of(VALID)).value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            absent | Old |
            "New"  | New |
            null   |     | must be filled
            ""     |     | must be filled
            5      |     | must be a string
            """)
    void a_patch_renames_a_supplier_if_it_names_its_name(String sent, String name, String message) {
        Validated<Patch<SupplierParams>> patch = RequestType.patch("supplier", SupplierParams::from)
                .parse(Body.of("{\"supplier\": {\"id\": 5}}")
                        .with("supplier.name", sent)
                        .tree());

        assertEquals(error("supplier.name", message), errors(patch));
        patch.valid().ifPresent(valid -> {
            Supplier supplier = new Supplier("Old");
            supplier.correct(valid);
            assertEquals(name, supplier.view().name());
        });
    }

    private static Validated<SupplierParams> parse(Body body) {
        return RequestType.object("supplier", SupplierParams::from).parse(body.tree());
    }
}
