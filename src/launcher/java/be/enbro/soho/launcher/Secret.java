package be.enbro.soho.launcher;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Generates secrets: 128 random bits as 32 hex digits. */
final class Secret {
    private static final int BYTES = 16;

    private Secret() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
