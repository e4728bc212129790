package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.settings.BadSetting;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
    @AfterEach
    void clearProperties() {
        for (String name : List.of("soho.http.address", "soho.operator.port", "soho.operator.address")) {
            System.clearProperty(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1", "false, 0.0.0.0"})
    void a_server_with_an_embedded_database_listens_on_loopback_only(boolean ownDatabase, String address) {
        Listeners listeners = read(ownDatabase);
        assertEquals(address, listeners.http().getHostAddress());
        assertTrue(listeners.operator().isEmpty());
        assertEquals(
                List.of(
                        "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                                + address,
                        "set configs.config.server-config.network-config.network-listeners.network-listener.https-listener.address="
                                + address),
                listeners.commands());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "localhost, 127.0.0.1", "0.0.0.0, 0.0.0.0", "::, 0:0:0:0:0:0:0:0"})
    void an_address_is_literal(String given, String address) {
        System.setProperty("soho.http.address", given);
        assertEquals(address, read(true).http().getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "127.0.0.256", "127.0.0", "127.0.0.1.", "127.1", "[::1]", "::g", ":", "*", " "})
    void anything_else_is_rejected_without_a_dns_query(String given) {
        System.setProperty("soho.http.address", given);
        BadSetting refused = assertThrows(BadSetting.class, () -> read(true));
        assertEquals("SOHO_HTTP_ADDRESS must be a literal IPv4 or IPv6 address, or localhost", refused.getMessage());
    }

    @Test
    void the_operator_listener_is_on_loopback_with_its_own_few_threads() {
        System.setProperty("soho.operator.port", "18199");
        List<String> commands = read(false).commands();
        assertEquals(
                List.of(
                        "create-threadpool --minthreadpoolsize 2 --maxthreadpoolsize 8 operator-thread-pool",
                        "create-network-listener --protocol http-listener --threadpool operator-thread-pool"
                                + " --listenerport 18199 --address 127.0.0.1 operator-listener"),
                commands.subList(2, commands.size()));
    }

    private static Listeners read(boolean ownDatabase) {
        return Listeners.read(ownDatabase, OptionalInt.of(8080));
    }
}
