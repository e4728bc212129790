package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's log has one line a request and nothing that is secret or personal. */
abstract class LogScenarios {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me, /me, 200",
        "GET, /api/v1/customers?page=2&per=3, /customers, 200",
        "GET, /api/v1/customers/123456789, /customers/{, 404",
        "GET, /api/v1/customers/123456789/eans, /eans, 404",
        "DELETE, /api/v1/me, , 405",
        "GET, /api/v1/nothing, , 404"
    })
    void a_request_has_one_line(String method, String path, String template, int status) throws InterruptedException {
        Partner partner = Partner.any();
        String id = "log-" + Unique.number();
        assertEquals(
                status,
                partner.api().with("X-Request-Id", id).send(method, path).status());

        List<String> lines = ServerLog.ofRequest(id);

        assertEquals(1, lines.size(), lines.toString());
        String line = lines.get(0);
        for (String part : new String[] {method, template == null ? "" : template, Integer.toString(status)}) {
            assertTrue(line.contains(part), part + " in " + line);
        }
        assertTrue(line.contains(Long.toString(partner.id())), line);
        assertTrue(line.matches("(?s).*\\d+ [mu]s\\b.*"), line);
        assertFalse(line.contains("123456789"), line);
    }

    @Test
    void a_request_without_a_token_has_one_line_too() throws InterruptedException {
        String id = "log-" + Unique.number();
        SohoApi.anonymous().with("X-Request-Id", id).get("/api/v1/me");

        List<String> lines = ServerLog.ofRequest(id);

        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("401"), lines.get(0));
    }

    @Test
    void nothing_secret_or_personal_is_logged() throws InterruptedException {
        Partner partner = Partner.any();
        String email = "secret-person-" + Unique.number() + "@example.com";
        Body body = Body.customer()
                .with("customer.email", Body.quoted(email))
                .with("customer.profile.first_name", "\"Xaviera\"")
                .with("customer.profile.phone", "\"0479 12 34 56\"");
        String id = "log-" + Unique.number();
        SohoApi api = partner.api();

        assertEquals(200, api.post("/api/v1/customers", body.text()).status());
        assertEquals(422, api.post("/api/v1/customers", body.text()).status());
        assertEquals(
                422,
                api.post(
                                "/api/v1/customers",
                                body.with("customer.profile.phone", "\"047912\"")
                                        .text())
                        .status());
        assertEquals(400, api.post("/api/v1/customers", body.text() + "}").status());
        api.get("/api/v1/customers?email=" + email + "&token=" + partner.token());
        api.get("/api/v1/customers/" + email);
        api.get("/api/v1/" + partner.token());
        SohoApi.anonymous().with("Authorization", partner.token()).get("/api/v1/me");
        Answer token = SohoApi.operator()
                .post("/operator/v1/organisations/" + partner.id() + "/tokens", "{\"token\":{\"label\":\"log\"}}");
        api.with("X-Request-Id", id).get("/api/v1/me");
        assertEquals(1, ServerLog.ofRequest(id).size());

        String log = ServerLog.text();
        for (String secret : new String[] {
            partner.token(),
            token.string("token"),
            Settings.operatorToken(),
            Settings.DATABASE_PASSWORD,
            "secret-person",
            "Xaviera",
            "479123456",
            "0479 12",
            "047912"
        }) {
            assertFalse(log.contains(secret), () -> lineWith(log, secret));
        }
    }

    /** The filter of all failures writes "internal error" and the whole exception for a defect of ours. */
    @Test
    void none_of_all_the_requests_so_far_was_a_defect() {
        String log = ServerLog.text();
        int at = log.indexOf("internal error");

        assertEquals(-1, at, () -> log.substring(at, Math.min(log.length(), at + 3000)));
    }

    private static String lineWith(String log, String secret) {
        return log.lines().filter(line -> line.contains(secret)).findFirst().orElse(secret);
    }
}
