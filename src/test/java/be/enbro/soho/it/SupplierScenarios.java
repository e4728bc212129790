package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator renames or deletes suppliers by SQL while EANs refer to them. */
abstract class SupplierScenarios {
    private static final String DOES_NOT_EXIST = "does not exist";

    private SohoApi api;
    private String eans;
    private long supplier;

    @BeforeEach
    void a_supplier_that_an_ean_has_named() {
        Partner partner = Partner.any();
        api = partner.api();
        eans = "/api/v1/customers/" + partner.customer() + "/eans";
        supplier = Fixtures.supplier("Old Name");
        Answer first = api.post(eans, ean().text());
        assertEquals("Old Name", first.string("name"));
        Database.update("UPDATE eans SET supplier_id = NULL WHERE supplier_id = ?", supplier);
    }

    @Test
    void an_ean_of_a_deleted_supplier_is_rejected() {
        Database.update("DELETE FROM suppliers WHERE id = ?", supplier);

        api.post(eans, ean().text()).is(422, errors(params("ean.supplier_id", DOES_NOT_EXIST)));
        api.post(eans, ean().text()).is(422, errors(params("ean.supplier_id", DOES_NOT_EXIST)));
    }

    @Test
    void a_bulk_with_a_deleted_supplier_is_rejected_as_a_whole() {
        Database.update("DELETE FROM suppliers WHERE id = ?", supplier);
        long before = Fixtures.count("eans");

        api.post(eans + "/bulk", Body.bulk(Body.ean(), ean(), ean()))
                .is(
                        422,
                        errors(
                                params("ean.supplier_id", DOES_NOT_EXIST, 1),
                                params("ean.supplier_id", DOES_NOT_EXIST, 2)));
        assertEquals(before, Fixtures.count("eans"));
    }

    @Test
    void a_renamed_supplier_is_shown_with_its_new_name_within_seconds() {
        Database.update("UPDATE suppliers SET name = 'New Name' WHERE id = ?", supplier);

        await("the new name")
                .atMost(Duration.ofSeconds(3))
                .until(() -> api.post(eans, ean().text()).string("name").equals("New Name"));
    }

    private Body ean() {
        return Body.ean().with("ean.supplier_id", Long.toString(supplier));
    }
}
