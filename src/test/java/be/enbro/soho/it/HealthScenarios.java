package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Whether the server lives, and whether it can serve. */
abstract class HealthScenarios {

    @Test
    void it_lives_and_is_ready_and_needs_no_token_to_say_so() {
        assertEquals(200, SohoApi.anonymous().get("/health/live").status());
        assertEquals(200, SohoApi.anonymous().get("/health/ready").status());
        assertEquals(200, SohoApi.anonymous().send("HEAD", "/health/ready").status());
    }
}
