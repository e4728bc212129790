package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.json.RawNumber;
import be.enbro.soho.openapi.DescribedApi;
import be.enbro.soho.openapi.SchemaValues;
import be.enbro.soho.property.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that are generated from the schemas of the API's description. Every answer is compared with it anyway. */
abstract class DescriptionScenarios {
    private static final int REQUESTS = 30;

    @Test
    void customers_that_are_generated_from_the_schema_are_accepted() {
        SohoApi api = Partner.any().api();
        Property.checkSame(REQUESTS, property -> {
            Map<?, ?> request = property.any(SchemaValues.requests(DescribedApi.PARTNER, "CustomerRequest"));
            part(request, "customer").put("email", Unique.email());
            assertAnswered(200, api.post("/api/v1/customers", json(request)));
        });
    }

    @Test
    void eans_that_are_generated_from_the_schema_are_accepted() {
        Partner partner = Partner.any();
        String eans = "/api/v1/customers/" + partner.customer() + "/eans";
        RawNumber supplier = new RawNumber(Long.toString(Fixtures.supplier("Supplier")));
        Property.checkSame(REQUESTS, property -> {
            Map<?, ?> request = property.any(SchemaValues.requests(DescribedApi.PARTNER, "EanRequest"));
            makeUnique(request, supplier);
            assertAnswered(201, partner.api().post(eans, json(request)));
        });
        Property.checkSame(REQUESTS, property -> {
            Map<?, ?> request = property.any(SchemaValues.requests(DescribedApi.PARTNER, "EansRequest"));
            ((List<?>) request.get("eans")).forEach(ean -> makeUnique((Map<?, ?>) ean, supplier));
            assertAnswered(201, partner.api().post(eans + "/bulk", json(request)));
        });
        assertEquals(200, partner.api().get(eans).status());
    }

    private static void makeUnique(Map<?, ?> request, RawNumber supplier) {
        Map<String, Object> ean = part(request, "ean");
        ean.put("number", Unique.ean());
        ean.computeIfPresent("supplier_id", (key, generated) -> supplier);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<?, ?> request, String root) {
        return (Map<String, Object>) request.get(root);
    }

    private static String json(Map<?, ?> request) {
        return SchemaValues.node(request).toString();
    }

    private static void assertAnswered(int status, Answer answer) {
        assertEquals(status, answer.status(), answer::body);
    }
}
