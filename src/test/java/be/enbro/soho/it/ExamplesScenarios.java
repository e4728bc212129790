package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every example of the published document, under its heading; responses are compared byte for byte. */
abstract class ExamplesScenarios {
    private static final String NUMBER = "542170967180397340";

    @BeforeEach
    @AfterEach
    void the_ids_of_the_document_are_free() {
        Fixtures.deleteAll();
    }

    @Test
    @DisplayName("Customer create / Failure: Returning status 422 when email already exist (POST /api/v1/customers)")
    void customer_create_failure() {
        SohoApi api = partner(18, "892ff6b11daa4737d19fe4bc08c27b6c");
        Fixtures.customer(18, "clifford@mohr.com");
        Example example = new Example("customer-create-failure");

        example.isAnsweredBy(api.post("/api/v1/customers", example.request()), 422);
        assertEquals(1, Fixtures.count("customers"));
    }

    @Test
    @DisplayName("Customer create / Success: Returning status 200 and Customer hash (POST /api/v1/customers)")
    void customer_create_success() {
        SohoApi api = partner(18, "b15635ceb5c3e82e46826b17aff3d637");
        Example example = new Example("customer-create-success");

        Answer answer = api.post("/api/v1/customers", example.request());

        example.isAnsweredBy(
                answer,
                200,
                "{\"id\":105,",
                "\\{\"id\":(?<id>\\d+),",
                "2020-04-06T08:43:33.409Z",
                Example.TIME,
                "2020-04-06T08:43:33.428Z",
                Example.TIME,
                "\"id\":103,\"customer_id\":105,",
                "\"id\":\\d+,\"customer_id\":\\k<id>,",
                "2020-04-06T08:43:33.411Z",
                Example.TIME,
                "2020-04-06T08:43:33.411Z",
                Example.TIME);
        assertEquals(
                answer.body(),
                api.get("/api/v1/customers/" + answer.number("id")).body());
    }

    @Test
    @DisplayName("Customer list / Success: Returning status 200 and array of customers (GET /api/v1/customers)")
    void customer_list() {
        SohoApi api = partner(9, "9aa0d3fb5829cf9e4c35224d23d16877");
        Example example = new Example("customer-list");
        example.json()
                .asJsonObject()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class)
                .forEach(Fixtures::customer);
        for (long id = 30; id <= 55; id++) {
            Fixtures.customer(9, id, id - 2, Unique.email());
        }

        example.isAnsweredBy(api.get("/api/v1/customers?page=1&per=5"), 200);
    }

    @Test
    @DisplayName("Customer show / Failure: Returning status 404 where the customer is missing"
            + " (GET /api/v1/customers/:id)")
    void customer_show_failure() {
        SohoApi api = partner(28, "1c9696c9aaddc76d629e9f070919338d");

        new Example("customer-show-failure").isAnsweredBy(api.get("/api/v1/customers/116"), 404);
    }

    @Test
    @DisplayName("Customer show / Success: Returning status 200 and Customer hash (GET /api/v1/customers/:id)")
    void customer_show_success() {
        SohoApi api = partner(27, "0d1a6bfd67a8247dc1d4a061fad2da9b");
        Example example = new Example("customer-show-success");
        Fixtures.customer(example.json().asJsonObject());

        example.isAnsweredBy(api.get("/api/v1/customers/110"), 200);
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> failure: when another customer already has EAN with same number"
            + " (POST /api/v1/customers/:customer_id/eans)")
    void ean_create_failure_taken() {
        SohoApi api = partnerWithCustomer(2, "d9f7b2f9dda0fccbfcb20dcd576e719b");
        Fixtures.supplier(2, "Beer LLC 2");
        Fixtures.ean(Partner.any().customer(), NUMBER);
        Example example = new Example("ean-create-failure-taken");

        example.isAnsweredBy(api.post("/api/v1/customers/2/eans", example.request()), 422);
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> failure: When a customer has already an EAN with the same number"
            + " (POST /api/v1/customers/:customer_id/eans)")
    void ean_create_failure_added() {
        SohoApi api = partnerWithCustomer(4, "aba214cc23035e716072ab7a4c340085");
        Fixtures.supplier(4, "Beer LLC 4");
        Fixtures.ean(4, NUMBER);
        Example example = new Example("ean-create-failure-added");

        example.isAnsweredBy(api.post("/api/v1/customers/4/eans", example.request()), 422);
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> failure: when another customer already has EAN with same number"
            + " (POST /api/v1/customers/:customer_id/eans/bulk)")
    void ean_bulk_failure_taken() {
        SohoApi api = partnerWithCustomer(117, "d80eb98d5133143a9bf1280131e2d35e");
        Fixtures.supplier(8, "Beer LLC 8");
        Fixtures.ean(Partner.any().customer(), NUMBER);
        Example example = new Example("ean-bulk-failure-taken");

        example.isAnsweredBy(api.post("/api/v1/customers/117/eans/bulk", example.request()), 422);
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> failure: When a customer has already an EAN with the same number"
            + " (POST /api/v1/customers/:customer_id/eans/bulk)")
    void ean_bulk_failure_added() {
        SohoApi api = partnerWithCustomer(119, "05a9498bd4a9833f8a00a78039304c84");
        Fixtures.supplier(10, "Beer LLC 10");
        Fixtures.ean(119, NUMBER);
        Example example = new Example("ean-bulk-failure-added");

        example.isAnsweredBy(api.post("/api/v1/customers/119/eans/bulk", example.request()), 422);
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> success: Create EAN batch"
            + " (POST /api/v1/customers/:customer_id/eans)")
    void ean_create_success() {
        SohoApi api = partnerWithCustomer(1, "5a6628f340ed98796f38454f873c487a");
        Fixtures.supplier(1, "Beer LLC 1");
        Example example = new Example("ean-create-success");

        Answer answer = api.post("/api/v1/customers/1/eans", example.request());

        example.isAnsweredBy(
                answer,
                201,
                "{\"id\":1,",
                "\\{\"id\":\\d+,",
                "2020-04-06T08:43:31.928Z",
                Example.TIME,
                "2020-04-06T08:43:31.918Z",
                Example.TIME);
        assertEquals(
                "[" + answer.body() + "]", api.get("/api/v1/customers/1/eans").body());
    }

    @Test
    @DisplayName("Customers / Eans / CREATE /eans -> success: Create EAN batch"
            + " (POST /api/v1/customers/:customer_id/eans/bulk)")
    void ean_bulk_success() {
        SohoApi api = partnerWithCustomer(116, "a9f8aa5b50593a50d2fc06cfdc4aa1c6");
        Fixtures.supplier(7, "Ernser-Stark 7");
        Example example = new Example("ean-bulk-success");

        Answer answer = api.post("/api/v1/customers/116/eans/bulk", example.request());

        example.isAnsweredBy(
                answer,
                201,
                "{\"id\":7,",
                "\\{\"id\":\\d+,",
                "2020-04-06T08:43:33.989Z",
                Example.TIME,
                "2020-04-06T08:43:33.986Z",
                Example.TIME);
        assertEquals(answer.body(), api.get("/api/v1/customers/116/eans").body());
    }

    @Test
    @DisplayName("Eans list / Success: Returns status 200 and array of the customer's eans"
            + " (GET /api/v1/customers/:customer_id/eans)")
    void ean_list() {
        SohoApi api = partnerWithCustomer(5, "9a9b82be7358a72368090497d7704081");
        Fixtures.supplier(6, "Kunze-Bayer 6");
        Example example = new Example("ean-list");
        ((JsonArray) example.json()).getValuesAs(JsonObject.class).forEach(Fixtures::ean);

        example.isAnsweredBy(api.get("/api/v1/customers/5/eans"), 200);
    }

    @Test
    @DisplayName("Me / Failure: Returning status 401 when token wrong (GET /api/v1/me)")
    void me_failure() {
        Answer answer = SohoApi.anonymous().with("Authorization", "wrong_token").get("/api/v1/me");

        new Example("me-failure").isAnsweredBy(answer, 401);
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @Test
    @DisplayName("Me / Success: Returning status 200 (GET /api/v1/me)")
    void me_success() {
        Fixtures.organisation(7, "Pouros Group", "quitzonrau-kiehn-7", "2020-04-06T08:43:32.293Z");
        Fixtures.token(7, "3cab51c68bcddf6f2a18d9df159c38c1");

        new Example("me-success")
                .isAnsweredBy(SohoApi.bearer("3cab51c68bcddf6f2a18d9df159c38c1").get("/api/v1/me"), 200);
    }

    @Test
    @DisplayName("Ping / Success: Returning status 200 (GET /api/v1/ping)")
    void ping() {
        new Example("ping").isAnsweredBy(SohoApi.anonymous().get("/api/v1/ping"), 200);
    }

    @Test
    void every_heading_of_the_document_with_an_endpoint_has_a_test() {
        List<String> headings = Example.read("headings.txt").lines().sorted().toList();
        List<String> tests = Arrays.stream(ExamplesScenarios.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(DisplayName.class))
                .filter(Objects::nonNull)
                .map(DisplayName::value)
                .sorted()
                .toList();

        assertEquals(String.join("\n", headings), String.join("\n", tests));
    }

    private static SohoApi partner(long id, String token) {
        Fixtures.organisation(id, "Pouros Group", "pouros-group-" + id, "2020-04-06T08:43:32.293Z");
        Fixtures.token(id, token);
        return SohoApi.bearer(token);
    }

    private static SohoApi partnerWithCustomer(long customer, String token) {
        SohoApi api = partner(11, token);
        Fixtures.customer(11, customer, customer + 1000, Unique.email());
        return api;
    }
}
