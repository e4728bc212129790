package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void without_options_it_serves_on_port_8080() {
        Options options = Options.of();
        assertEquals(OptionalInt.of(8080), options.port());
        assertArrayEquals(new String[0], options.forPayara());
    }

    @Test
    void the_last_port_counts_in_any_case_of_the_option() {
        assertEquals(
                OptionalInt.of(8082),
                Options.of("--port", "8081", "--Port", "8082").port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--autobindhttp", "--domainconfig", "--rootdir"})
    void a_port_that_only_payara_micro_finds_out_is_unknown(String option) {
        assertTrue(Options.of("--port", "8081", option, "x").port().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--clustermode", "--clusterName", "--mcaddress", "--hzconfigfile", "--lite"})
    void an_option_of_a_cluster_is_refused_by_its_name(String option) {
        NoStart refused = assertThrows(NoStart.class, Options.of(option, "x")::refuseCluster);
        assertEquals(
                option.toLowerCase(Locale.ROOT)
                        + ": this jar has no Hazelcast; nodes share their database and need no cluster",
                refused.getMessage());
    }

    @Test
    void a_property_of_a_cluster_is_refused_by_its_name() {
        System.setProperty("payaramicro.clusterName", "soho");
        try {
            NoStart refused = assertThrows(NoStart.class, Options.of()::refuseCluster);
            assertTrue(refused.getMessage().startsWith("payaramicro.clusterName: "), refused.getMessage());
        } finally {
            System.clearProperty("payaramicro.clusterName");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nocluster", "--nohazelcast", "--nohostaware"})
    void an_option_against_a_cluster_is_accepted(String option) {
        Options options = Options.of(option);
        options.refuseCluster();
        assertArrayEquals(new String[] {option}, options.forPayara());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "--outputuberjar", "--outputlauncher"})
    void what_is_no_start_of_a_server_needs_no_settings(String option) {
        assertTrue(Options.of(option).startsNoServer());
    }

    @Test
    void files_of_system_properties_are_found() {
        assertEquals(
                List.of(Path.of("a"), Path.of("b")),
                Options.of("--systemproperties", "a", "--port", "1", "--systemProperties", "b")
                        .systemProperties());
    }

    @Test
    void the_launchers_commands_come_behind_the_operators_so_that_payara_micro_reads_them() {
        Options options = Options.of("--prebootcommandfile", "theirs", "--port", "8081");
        assertEquals(Optional.of(Path.of("theirs")), options.preBootCommands());
        assertEquals(
                Optional.of(Path.of("ours")),
                options.with("--prebootcommandfile", "ours").preBootCommands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sslport", "--SSLPort", "--autobindssl"})
    void tls_is_asked_for_by_an_option(String option) {
        assertTrue(Options.of(option, "8443").servesTls());
        assertFalse(Options.of("--port", "8443").servesTls());
    }
}
