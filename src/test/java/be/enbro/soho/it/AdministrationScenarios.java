package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import be.enbro.soho.nodes.Sockets;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that the scripts installed and started, for the first time: who can reach what beside the application. */
abstract class AdministrationScenarios {
    private ScriptedServer server;

    @BeforeEach
    void only_where_the_scripts_start_the_server() {
        assumeTrue(ScriptedServer.configured().isPresent());
        server = ScriptedServer.configured().get();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothing_listens_but_the_application_and_the_administration() {
        Set<Integer> ports = Set.of(Settings.url().getPort(), ScriptedServer.administrationPort());
        assertEquals(ports, Sockets.of(server.pid()).listening());
    }

    @Test
    void the_administration_is_closed_to_whoever_has_no_password() {
        SohoApi nobody = SohoApi.anonymous()
                .with("X-Requested-By", "nobody")
                .at(URI.create("http://127.0.0.1:" + ScriptedServer.administrationPort()));
        assertEquals(401, nobody.get("/management/domain").status());
        // "admin" with an empty password
        assertEquals(
                401,
                nobody.with("Authorization", "Basic YWRtaW46")
                        .get("/management/domain")
                        .status());
    }
}
