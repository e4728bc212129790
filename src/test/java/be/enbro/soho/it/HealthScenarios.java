package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Liveness and readiness of the server. */
abstract class HealthScenarios {

    @Test
    void the_server_is_live_and_ready_without_a_token() {
        assertEquals(200, SohoApi.anonymous().get("/health/live").status());
        assertEquals(200, SohoApi.anonymous().get("/health/ready").status());
        assertEquals(200, SohoApi.anonymous().send("HEAD", "/health/ready").status());
    }
}
