package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.nodes.Sockets;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests what is reachable besides the application on a server that the scripts have just installed and started. */
abstract class AdministrationScenarios {

    /** Payara Micro is not started by scripts and has no administration. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void only_the_application_and_a_protected_administration_listen() {
        Optional<ScriptedServer> scripted = ScriptedServer.configured();
        Set<Integer> ports = Stream.concat(
                        Stream.of(Settings.url().getPort()),
                        scripted.map(server -> ScriptedServer.administrationPort()).stream())
                .collect(Collectors.toSet());
        long pid = scripted.map(ScriptedServer::pid).orElseGet(AdministrationScenarios::childThatServes);

        assertEquals(ports, Sockets.of(pid).listening());
        scripted.ifPresent(server -> assertClosed());
    }

    private static long childThatServes() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        Sockets.of(pid).listening().contains(Settings.url().getPort()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertClosed() {
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
