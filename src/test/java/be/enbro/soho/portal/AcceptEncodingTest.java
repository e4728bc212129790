package be.enbro.soho.portal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip, br, zstd",
                "gzip;q=0.001",
                "gzip ; q=1.000",
                "gzip;Q=0.5",
                "br,,gzip",
                "*",
                "identity;q=0, *;q=0.1",
                "*;q=0, gzip",
                "gzip, gzip;q=0",
            })
    void gzip_is_allowed(String header) {
        assertTrue(AcceptEncoding.allowsGzip(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "identity",
                "br, deflate",
                "gzip;q=0",
                "gzip;q=0.",
                "gzip;q=0.000",
                "*, gzip;q=0",
                "gzip;q=0, *",
                "*;q=0",
                "gzip;q=x",
                "gzip;q=0.0000",
                "gzip;level=1",
                "gzipped",
                "\"gzip\"",
                "gzip gzip",
                ";q=1",
            })
    void gzip_is_not_allowed(String header) {
        assertFalse(AcceptEncoding.allowsGzip(header));
    }
}
