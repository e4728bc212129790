package be.enbro.soho.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "98.99.253.30",
                "108.254.248.163",
                "255.255.255.255",
                "127.0.0.1",
                "::",
                "::1",
                "1::",
                "fe80::1",
                "2001:db8::ff00:42:8329",
                "2001:0DB8:0000:0000:0000:FF00:0042:8329",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1::3:4:5:6:7:8",
                "::ffff:1.2.3.4",
                "::1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4",
                "1::1.2.3.4",
                "64:ff9b::192.0.2.33"
            })
    void addresses_of_either_version_are_accepted(String text) {
        assertTrue(IpAddress.isWellFormed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "1.1.1.999",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4/32",
                "1.2.3.a",
                "0x1.2.3.4",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.1000",
                "٣.2.3.4",
                "localhost",
                "example.com",
                ":",
                ":::",
                "1",
                "1:2",
                ":1",
                "1:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2::3",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::1%eth0",
                "fe80::1%1",
                "[::1]",
                "::1/128",
                "::1.2.3",
                "::1.2.3.256",
                "::01.2.3.4",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1.2.3.4:5:6:7:8:9:a",
                "::-1",
                "1::1:",
                ":1::1",
                "::1 "
            })
    void anything_else_is_rejected(String text) {
        assertFalse(IpAddress.isWellFormed(text));
    }

    @Test
    void every_address_formatted_by_the_jdk_is_accepted() {
        Property.check(property -> {
            byte[] v6 = property.any(Generator.bytes(16, 16));
            byte[] v4 = property.any(Generator.bytes(4, 4));
            assertTrue(IpAddress.isWellFormed(InetAddress.getByAddress(v4).getHostAddress()));
            assertTrue(IpAddress.isWellFormed(InetAddress.getByAddress(v6).getHostAddress()));
        });
    }

    /** The JDK parses addresses in brackets without a name server, but accepts groups of five digits. */
    @Test
    void a_text_with_a_colon_is_an_address_if_the_jdk_parses_it() {
        Property.check(5000, property -> {
            String text = property.any(nearlyIpv6());
            assertEquals(isIpv6ForTheJdk(text), IpAddress.isWellFormed(text), text);
        });
    }

    private static Generator<String> nearlyIpv6() {
        Generator<String> parts =
                Generator.of(List.of("0", "1f", "FFFF", ":", "::", ":1", ":2", ":1", ":2", ":1", ":a", ":1.2.3.4"));
        Generator<String> starts = Generator.of(List.of(":", ""));
        Generator<String> rests = Generator.strings(parts, 1, 10);
        return ((Generator<String>) random -> starts.next(random) + rests.next(random))
                .filter(text -> text.contains(":") && !text.matches(".*[0-9a-fA-F]{5}.*"));
    }

    private static boolean isIpv6ForTheJdk(String text) {
        try {
            InetAddress.getByName("[" + text + "]");
            return true;
        } catch (UnknownHostException refused) {
            return false;
        }
    }
}
