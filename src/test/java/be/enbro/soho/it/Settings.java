package be.enbro.soho.it;

import be.enbro.soho.launcher.RunningServer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server's settings; {@code arquillian.xml} reads the same system properties. */
public final class Settings {
    static final String DATABASE_PASSWORD = "correct-horse-battery-staple";

    private Settings() {}

    /** Chooses free ports and new secrets, once for all suites of this run. */
    public static void choose() {
        setUnlessGiven("soho.it.port", Integer.toString(RunningServer.freePort()));
        setUnlessGiven("soho.it.db.port", Integer.toString(RunningServer.freePort()));
        setUnlessGiven("soho.it.admin.port", "14848");
        setUnlessGiven(
                "soho.it.home",
                OneServer.directory().resolve(ScriptedServer.launched()).toString());
        setUnlessGiven(
                "soho.it.log",
                ScriptedServer.configured()
                        .map(ScriptedServer::log)
                        .orElse(OneServer.directory().resolve("server.log"))
                        .toString());
        setUnlessGiven("soho.it.logproperties", ServerLog.configuration().toString());
        setUnlessGiven("soho.db.url", "jdbc:postgresql://localhost:" + databasePort() + "/soho");
        setUnlessGiven("soho.db.user", "soho");
        setUnlessGiven("soho.db.password", DATABASE_PASSWORD);
        setUnlessGiven("soho.operator.token", Tokens.random() + Tokens.random());
        // A burst that no other test of one partner reaches, and a rate that RateScenarios exceeds on any machine.
        setUnlessGiven("soho.rate.burst", "2000");
        setUnlessGiven("soho.rate.per.second", "10");
    }

    static URI url() {
        return URI.create("http://localhost:" + System.getProperty("soho.it.port"));
    }

    static int rateBurst() {
        return Integer.getInteger("soho.rate.burst");
    }

    static int ratePerSecond() {
        return Integer.getInteger("soho.rate.per.second");
    }

    static int databasePort() {
        return Integer.getInteger("soho.it.db.port");
    }

    /** Returns the same settings for a server in a process of its own. */
    public static Map<String, String> environment() {
        return Stream.of("soho.db.url", "soho.db.user", "soho.db.password", "soho.operator.token")
                .collect(
                        Collectors.toMap(name -> name.toUpperCase(Locale.ROOT).replace('.', '_'), System::getProperty));
    }

    /** The token of the operator API. */
    public static String operatorToken() {
        return System.getProperty("soho.operator.token");
    }

    private static void setUnlessGiven(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
