package be.enbro.soho.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The options of Payara Micro that the operator gave, and what the launcher must know of them. */
record Options(List<String> given) {
    private static final int STANDARD_PORT = 8080;
    private static final int MOST_PORT = 65_535;
    private static final Set<String> NO_SERVER = Set.of("help", "version", "outputuberjar", "outputlauncher");
    private static final Set<String> OTHER_PORTS = Set.of("autobindhttp", "domainconfig", "rootdir");
    private static final Set<String> TLS = Set.of("sslport", "autobindssl");
    private static final List<String> TLS_PROPERTIES = List.of("sslPort", "autoBindSsl");
    private static final Set<String> CLUSTER = Set.of(
            "clustermode",
            "clustername",
            "mcaddress",
            "mcport",
            "startport",
            "hzconfigfile",
            "hzpublicaddress",
            "hzinitialjoinwait",
            "interfaces",
            "lite",
            "hostaware");
    private static final List<String> CLUSTER_PROPERTIES = List.of(
            "clusterMode",
            "clusterName",
            "mcAddress",
            "mcPort",
            "startPort",
            "hzConfigFile",
            "publicAddress",
            "initialJoinWait",
            "interfaces",
            "lite",
            "hostAware");

    static Options of(String... given) {
        return new Options(List.of(given));
    }

    /** Whether Payara Micro is to do something else than to serve. */
    boolean startsNoServer() {
        return names().anyMatch(NO_SERVER::contains);
    }

    /** Where the jar is to be taken apart, instead of being started. */
    Optional<Path> unpackInto() {
        return values("unpack").findFirst().map(Path::of);
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

    /** The one port that HTTP will be served on; none if only Payara Micro can find out; {@link NoStart} for no port. */
    OptionalInt port() {
        Optional<String> port = last("port").or(() -> payaraProperty("port"));
        if (names().anyMatch(OTHER_PORTS::contains)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(port.map(Options::port).orElse(STANDARD_PORT));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PORT) {
            throw new NoStart("--port must be a whole number from 1 to " + MOST_PORT);
        }
        return Integer.parseInt(text);
    }

    /** The same with more behind them; Payara Micro takes the last of those that are given twice. */
    Options with(String... more) {
        return new Options(Stream.concat(given.stream(), Stream.of(more)).toList());
    }

    /** What Payara Micro is started with. */
    String[] forPayara() {
        return given.toArray(String[]::new);
    }

    /** Refuses the options and properties of a cluster of Payara Micro. */
    void refuseCluster() {
        Stream<String> options = names().filter(CLUSTER::contains).map(name -> "--" + name);
        Stream<String> properties = CLUSTER_PROPERTIES.stream()
                .filter(name -> payaraProperty(name).isPresent())
                .map(name -> "payaramicro." + name);
        Stream.concat(options, properties).findFirst().ifPresent(name -> {
            throw new NoStart(name + ": this jar has no Hazelcast; nodes share their database and need no cluster");
        });
    }

    private Stream<String> names() {
        return given.stream().filter(Options::isName).map(Options::name);
    }

    private Stream<String> values(String option) {
        return java.util.stream.IntStream.range(0, given.size() - 1)
                .filter(i -> isName(given.get(i)) && name(given.get(i)).equals(option))
                .mapToObj(i -> given.get(i + 1));
    }

    private Optional<String> last(String option) {
        return values(option).reduce((first, last) -> last);
    }

    private static boolean isName(String word) {
        return word.startsWith("--");
    }

    private static String name(String word) {
        return word.substring(2).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> payaraProperty(String name) {
        return Stream.of(System.getProperty("payaramicro." + name), System.getenv("payaramicro_" + name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
