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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void without_options_it_serves_on_port_8080() {
        Options options = Options.of();
        assertEquals(OptionalInt.of(8080), options.port());
        assertArrayEquals(new String[0], options.forPayara());
    }

    @Test
    void the_last_port_option_counts_in_upper_or_lower_case() {
        assertEquals(
                OptionalInt.of(8082),
                Options.of("--port", "8081", "--Port", "8082").port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--autobindhttp", "--domainconfig", "--rootdir"})
    void a_port_chosen_by_payara_micro_is_unknown(String option) {
        assertTrue(Options.of("--port", "8081", option, "x").port().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--clustermode", "--clusterName", "--mcaddress", "--hzconfigfile", "--lite"})
    void a_clustering_option_is_rejected_by_name(String option) {
        assertEquals(
                option.toLowerCase(Locale.ROOT)
                        + ": this jar has no Hazelcast; nodes share their database and need no cluster",
                refusal(option, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--contextroot", "--globalContextRoot"})
    void a_context_root_other_than_the_root_is_rejected(String option) {
        assertEquals(
                option.toLowerCase(Locale.ROOT)
                        + ": the API is at the root of its address; for another path put a proxy in front",
                refusal(option, "soho"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --nested                            | --nested: this jar unpacks the server always
            --outputlauncher                    | --outputlauncher: --unpack makes what starts faster
            --adress 127.0.0.1                  | --adress is no option; --help lists them
            --port=8080                         | --port=8080 is no option; --help lists them
            -port 8080                          | -port is no option; --help lists them
            8080                                | 8080 is no option; --help lists them
            --port                              | --port needs a value
            --port --nocluster                  | --port needs a value
            --nocluster --unpack                | --unpack needs a value
            --port 99999                        | --port must be a whole number from 1 to 65535
            --port x                            | --port must be a whole number from 1 to 65535
            --port -1                           | --port must be a whole number from 1 to 65535
            --sslport 0                         | --sslport must be a whole number from 1 to 65535
            --maxhttpthreads many               | --maxhttpthreads must be a whole number from 1 to 2147483647
            --logproperties nowhere             | --logproperties nowhere cannot be read
            --PostBootCommandFile nowhere       | --postbootcommandfile nowhere cannot be read
            nowhere.war                         | nowhere.war cannot be read
            --enablerequesttracing 5s 8080      | 8080 is no option; --help lists them
            """)
    void an_unknown_option_is_named_in_the_error(String words, String line) {
        assertEquals(line, refusal(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nocluster",
                "--nohazelcast",
                "--nohostaware",
                "--port 8081 --sslPort 8443",
                "--enablerequesttracing",
                "--enablerequesttracing 5s --logo",
                "--enablerequesttracing --logo",
                "--maxhttpthreads 2 --name soho",
                "--prebootcommandfile pom.xml --systemproperties pom.xml",
                "--unpack there"
            })
    void a_known_option_is_accepted(String words) {
        Options options = Options.of(words.split(" "));
        options.check();
        assertArrayEquals(words.split(" "), options.forPayara());
    }

    @ParameterizedTest
    @CsvSource({"clusterName, this jar has no Hazelcast", "contextRoot, the API is at the root of its address"})
    void a_property_for_a_rejected_option_is_rejected_by_name(String property, String reason) {
        System.setProperty("payaramicro." + property, "soho");
        try {
            StartupException refused = assertThrows(StartupException.class, Options::checkProperties);
            assertTrue(
                    refused.getMessage().startsWith("payaramicro." + property + ": " + reason), refused.getMessage());
        } finally {
            System.clearProperty("payaramicro." + property);
        }
    }

    @Test
    void help_and_version_do_not_start_a_server() {
        assertTrue(Options.of("--Help").requestsHelp());
        assertTrue(Options.of("--version").requestsVersion());
        assertTrue(Options.of("--outputuberjar", "x.jar").startsNoServer());
    }

    @Test
    void the_tls_port_is_known_unless_payara_micro_chooses_it() {
        assertEquals(OptionalInt.of(8443), Options.of("--sslport", "8443").tlsPort());
        assertTrue(Options.of("--sslport", "8443", "--autobindssl").tlsPort().isEmpty());
        assertTrue(Options.of("--port", "8443").tlsPort().isEmpty());
    }

    @Test
    void files_of_system_properties_are_found() {
        assertEquals(
                List.of(Path.of("a"), Path.of("b")),
                Options.of("--systemproperties", "a", "--port", "1", "--systemProperties", "b")
                        .systemProperties());
    }

    @Test
    void the_launchers_option_for_pre_boot_commands_follows_the_operators() {
        Options options = Options.of("--prebootcommandfile", "theirs", "--port", "8081");
        assertEquals(Optional.of(Path.of("theirs")), options.preBootCommands());
        assertEquals(
                Optional.of(Path.of("ours")),
                options.with("--prebootcommandfile", "ours").preBootCommands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sslport", "--SSLPort", "--autobindssl"})
    void tls_is_enabled_by_an_option(String option) {
        assertTrue(Options.of(option, "8443").servesTls());
        assertFalse(Options.of("--port", "8443").servesTls());
    }

    private static String refusal(String... words) {
        return assertThrows(StartupException.class, Options.of(words)::check).getMessage();
    }
}
