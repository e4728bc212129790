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

/** The Payara Micro options given by the operator, and the properties of them that the launcher needs. */
record Options(List<String> given) {
    private static final int STANDARD_PORT = 8080;
    private static final Set<String> OTHER_PORTS = Set.of("autobindhttp", "domainconfig", "rootdir");
    private static final Set<String> OTHER_TLS_PORTS = Set.of("autobindssl", "domainconfig", "rootdir");
    private static final Set<String> TLS = Set.of("sslport", "autobindssl");
    private static final List<String> TLS_PROPERTIES = List.of("sslPort", "autoBindSsl");
    /** Properties of Payara Micro that correspond to a rejected option. */
    private static final Map<String, String> REJECTED_PROPERTIES = Map.ofEntries(
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

    boolean requestsHelp() {
        return names().anyMatch("help"::equals);
    }

    boolean requestsVersion() {
        return names().anyMatch("version"::equals);
    }

    /** Returns whether Payara Micro does not start a server. */
    boolean startsNoServer() {
        return names().anyMatch("outputuberjar"::equals);
    }

    /** Returns the directory into which the jar is unpacked instead of being started. */
    Optional<Path> unpackInto() {
        return values(KnownOptions.UNPACK).findFirst().map(Path::of);
    }

    /** Returns the files of {@code --systemproperties}, which may contain settings. */
    List<Path> systemProperties() {
        return values("systemproperties").map(Path::of).toList();
    }

    /** Returns the operator's file of pre-boot commands. */
    Optional<Path> preBootCommands() {
        return last("prebootcommandfile").map(Path::of);
    }

    /** Returns whether HTTPS is served as well. */
    boolean servesTls() {
        return names().anyMatch(TLS::contains)
                || TLS_PROPERTIES.stream()
                        .flatMap(name -> payaraProperty(name).stream())
                        .anyMatch(value -> !value.equals("false"));
    }

    /** Returns the directory into which Payara Micro unpacks itself, if it is specified. */
    Optional<Path> serverDirectory() {
        return last("unpackdir").or(() -> last("rootdir")).map(Path::of);
    }

    /** Returns whether the operator specified the HTTP port. */
    boolean hasPort() {
        return portText().isPresent();
    }

    /**
     * Returns the only HTTP port; empty if only Payara Micro can determine it.
     *
     * @throws StartupException if it is not valid
     */
    OptionalInt port() {
        if (names().anyMatch(OTHER_PORTS::contains)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                portText().map(text -> KnownOptions.port("--port", text)).orElse(STANDARD_PORT));
    }

    /**
     * Returns the only HTTPS port; empty if HTTPS is not served or its port is not known.
     *
     * @throws StartupException if it is not valid
     */
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

    /** Returns these options followed by others; Payara Micro uses the last value of a repeated option. */
    Options with(String... more) {
        return new Options(Stream.concat(given.stream(), Stream.of(more)).toList());
    }

    /** Returns the arguments for Payara Micro. */
    String[] forPayara() {
        return given.toArray(String[]::new);
    }

    /**
     * Checks that each word is an option that this jar supports.
     *
     * @throws StartupException if it is not
     */
    void check() {
        KnownOptions.check(given);
    }

    /** Checks the properties of Payara Micro in the same way, since they may come from a file that an option names. */
    static void checkProperties() {
        REJECTED_PROPERTIES.forEach((property, option) -> {
            if (payaraProperty(property).isPresent()) {
                throw new StartupException("payaramicro." + property + ": " + KnownOptions.REJECTED.get(option));
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
