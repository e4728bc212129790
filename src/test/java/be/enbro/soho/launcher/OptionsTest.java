package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void without_options_it_serves_on_port_8080_and_alone() {
        Options options = Options.of();
        assertEquals(OptionalInt.of(8080), options.port());
        assertArrayEquals(new String[] {"--nohazelcast"}, options.forPayara());
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
    void whoever_says_something_of_a_cluster_gets_what_he_said(String option) {
        assertArrayEquals(new String[] {option, "x"}, Options.of(option, "x").forPayara());
    }

    @Test
    void whoever_wants_no_cluster_gets_no_data_grid() {
        assertArrayEquals(
                new String[] {"--nocluster", "--nohazelcast"},
                Options.of("--nocluster").forPayara());
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
