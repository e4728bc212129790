package be.enbro.soho.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The options of Payara Micro that the operator gave, and what the launcher must know of them. */
record Options(List<String> given) {
    private static final int STANDARD_PORT = 8080;
    private static final Set<String> OTHER_PORTS = Set.of("autobindhttp", "domainconfig", "rootdir");
    private static final Set<String> OTHER_TLS_PORTS = Set.of("autobindssl", "domainconfig", "rootdir");
    private static final Set<String> TLS = Set.of("sslport", "autobindssl");
    private static final List<String> TLS_PROPERTIES = List.of("sslPort", "autoBindSsl");
    /** Properties of Payara Micro, each with the option that is refused. */
    private static final Map<String, String> REFUSED_PROPERTIES = Map.ofEntries(
            Map.entry("clusterMode", "clustermode"),
            Map.entry("clusterName", "clustername"),
            Map.entry("mcAddress", "mcaddress"),
            Map.entry("mcPort", "mcport"),
            Map.entry("startPort", "startport"),
            Map.entry("hzConfigFile", "hzconfigfile"),
            Map.entry("publicAddress", "hzpublicaddress"),
            Map.entry("initialJoinWait", "hzinitialjoinwait"),
            Map.entry("interfaces", "interfaces"),
            Map.entry("lite", "lite"),
            Map.entry("hostAware", "hostaware"),
            Map.entry("contextRoot", "contextroot"),
            Map.entry("globalContextRoot", "globalcontextroot"));

    static Options of(String... given) {
        return new Options(List.of(given));
    }

    boolean asksForHelp() {
        return names().anyMatch("help"::equals);
    }

    boolean asksForVersion() {
        return names().anyMatch("version"::equals);
    }

    /** Whether Payara Micro is to do something else than to serve. */
    boolean startsNoServer() {
        return names().anyMatch("outputuberjar"::equals);
    }

    /** Where the jar is to be taken apart, instead of being started. */
    Optional<Path> unpackInto() {
        return values(KnownOptions.UNPACK).findFirst().map(Path::of);
    }

    /** The files that {@code --systemproperties} names: settings may be in them. */
    List<Path> systemProperties() {
        return values("systemproperties").map(Path::of).toList();
    }

    /** The file of commands that Payara Micro is to run before it starts. */
    Optional<Path> preBootCommands() {
        return last("prebootcommandfile").map(Path::of);
    }

    /** Whether HTTPS is to be served, too. */
    boolean servesTls() {
        return names().anyMatch(TLS::contains)
                || TLS_PROPERTIES.stream()
                        .flatMap(name -> payaraProperty(name).stream())
                        .anyMatch(value -> !value.equals("false"));
    }

    /** Where Payara Micro is to unpack itself, if the operator says. */
    Optional<Path> serverDirectory() {
        return last("unpackdir").or(() -> last("rootdir")).map(Path::of);
    }

    /** Whether the operator chose the port of HTTP. */
    boolean givesPort() {
        return portText().isPresent();
    }

    /** The one port that HTTP will be served on; none if only Payara Micro can find out; {@link StartupException} for no port. */
    OptionalInt port() {
        if (names().anyMatch(OTHER_PORTS::contains)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                portText().map(text -> KnownOptions.port("--port", text)).orElse(STANDARD_PORT));
    }

    /** The one port that HTTPS will be served on, if it will and its number is known; {@link StartupException} for no port. */
    OptionalInt tlsPort() {
        if (names().anyMatch(OTHER_TLS_PORTS::contains)) {
            return OptionalInt.empty();
        }
        return last("sslport")
                .or(() -> payaraProperty("sslPort"))
                .map(text -> OptionalInt.of(KnownOptions.port("--sslport", text)))
                .orElse(OptionalInt.empty());
    }

    private Optional<String> portText() {
        return last("port").or(() -> payaraProperty("port"));
    }

    /** The same with more behind them; Payara Micro takes the last of those that are given twice. */
    Options with(String... more) {
        return new Options(Stream.concat(given.stream(), Stream.of(more)).toList());
    }

    /** What Payara Micro is started with. */
    String[] forPayara() {
        return given.toArray(String[]::new);
    }

    /** Ends quietly unless a word is no option that this jar takes: {@link StartupException}. */
    void check() {
        KnownOptions.check(given);
    }

    /** The same for properties of Payara Micro, which may come from a file that an option names. */
    static void checkProperties() {
        REFUSED_PROPERTIES.forEach((property, option) -> {
            if (payaraProperty(property).isPresent()) {
                throw new StartupException("payaramicro." + property + ": " + KnownOptions.REFUSED.get(option));
            }
        });
    }

    private Stream<String> names() {
        return given.stream().filter(Options::isName).map(Options::name);
    }

    private Stream<String> values(String option) {
        return IntStream.range(0, given.size() - 1)
                .filter(i -> isName(given.get(i)) && name(given.get(i)).equals(option))
                .mapToObj(i -> given.get(i + 1));
    }

    private Optional<String> last(String option) {
        return values(option).reduce((first, last) -> last);
    }

    static boolean isName(String word) {
        return word.startsWith("--");
    }

    static String name(String word) {
        return word.substring(2).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> payaraProperty(String name) {
        return Stream.of(System.getProperty("payaramicro." + name), System.getenv("payaramicro_" + name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
