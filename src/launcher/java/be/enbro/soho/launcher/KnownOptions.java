package be.enbro.soho.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options of Payara Micro, and the values that its parser accepts for them. Payara Micro detects errors as well,
 * but only after the database has been started.
 */
final class KnownOptions {
    /** The type of an option's value. */
    enum Value {
        NONE,
        OPTIONAL,
        TEXT,
        FILE,
        PORT,
        NUMBER
    }

    /** An option of the launcher only. */
    static final String UNPACK = "unpack";

    private static final int MOST_PORT = 65_535;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern DEPLOYABLE = Pattern.compile(".*\\.(war|ear|rar|jar)");
    private static final String NO_CLUSTER =
            "this jar has no Hazelcast; nodes share their database and need no cluster";
    private static final String AT_THE_ROOT =
            "the API is at the root of its address; for another path put a proxy in front";

    /** The options of Payara Micro in lower case, in alphabetical order. */
    static final SortedMap<String, Value> OF_PAYARA = Collections.unmodifiableSortedMap(ofPayara());

    /** Options that would have no effect, or would break the server, each with the reason. */
    static final SortedMap<String, String> REJECTED = Collections.unmodifiableSortedMap(rejected());

    private KnownOptions() {}

    private static SortedMap<String, Value> ofPayara() {
        SortedMap<String, Value> options = new TreeMap<>();
        put(
                options,
                Value.NONE,
                "autobindhttp autobindssl disablephonehome enabledynamiclogging enablesni help hostaware");
        put(
                options,
                Value.NONE,
                "enablerequesttracingadaptivesampling hotdeploy lite logo nested nocluster nohazelcast");
        put(options, Value.NONE, "nohostaware outputlauncher showservletmappings version warmup");
        put(options, Value.OPTIONAL, "enablerequesttracing");
        put(options, Value.FILE, "deploy domainconfig hzconfigfile logproperties postbootcommandfile");
        put(options, Value.FILE, "postdeploycommandfile prebootcommandfile systemproperties");
        put(options, Value.PORT, "mcport port sslport startport");
        put(options, Value.NUMBER, "autobindrange hzinitialjoinwait maxhttpthreads minhttpthreads shutdowngrace");
        put(options, Value.TEXT, "accesslog accesslogformat accessloginterval accesslogprefix accesslogsuffix addjars");
        put(options, Value.TEXT, "additionalrepository addlibs clustermode clustername contextroot copytouberjar");
        put(options, Value.TEXT, "deploydir deployfromgav deploymentdir enablehealthcheck globalcontextroot group");
        put(options, Value.TEXT, "hzpublicaddress instancegroup interfaces logtofile mcaddress name outputuberjar");
        put(options, Value.TEXT, "requesttracingadaptivesamplingtargetcount requesttracingadaptivesamplingtimeunit");
        put(options, Value.TEXT, "requesttracingadaptivesamplingtimevalue requesttracingthresholdunit");
        put(options, Value.TEXT, "requesttracingthresholdvalue rootdir secretsdir sslcert unpackdir");
        return options;
    }

    private static SortedMap<String, String> rejected() {
        SortedMap<String, String> rejected = new TreeMap<>();
        for (String name :
                ("clustermode clustername hostaware hzconfigfile hzinitialjoinwait hzpublicaddress interfaces"
                                + " lite mcaddress mcport startport")
                        .split(" ")) {
            rejected.put(name, NO_CLUSTER);
        }
        rejected.put("contextroot", AT_THE_ROOT);
        rejected.put("globalcontextroot", AT_THE_ROOT);
        rejected.put("nested", "this jar unpacks the server always");
        rejected.put("outputlauncher", "--unpack makes what starts faster");
        return rejected;
    }

    private static void put(Map<String, Value> options, Value value, String names) {
        for (String name : names.split(" ")) {
            options.put(name, value);
        }
    }

    /**
     * Checks that each word is a supported option or the value of the preceding one.
     *
     * @throws StartupException if it is neither
     */
    static void check(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!Options.isName(word)) {
                checkDeployable(word);
                continue;
            }
            boolean last = i + 1 == words.size() || Options.isName(words.get(i + 1));
            if (checkName(word, last)) {
                i++;
                checkValue(Options.name(word), words.get(i));
            }
        }
    }

    /** Returns whether the next word is the option's value. */
    private static boolean checkName(String word, boolean last) {
        String name = Options.name(word);
        if (REJECTED.containsKey(name)) {
            throw new StartupException("--" + name + ": " + REJECTED.get(name));
        }
        Value value = name.equals(UNPACK) ? Value.TEXT : OF_PAYARA.get(name);
        if (value == null) {
            throw new StartupException(word + " is no option; --help lists them");
        }
        if (value == Value.NONE || value == Value.OPTIONAL && last) {
            return false;
        }
        if (last) {
            throw new StartupException("--" + name + " needs a value");
        }
        return true;
    }

    private static void checkValue(String name, String value) {
        switch (OF_PAYARA.getOrDefault(name, Value.TEXT)) {
            case FILE -> checkReadable("--" + name + " " + value, value);
            case PORT -> port("--" + name, value);
            case NUMBER -> number("--" + name, value, Integer.MAX_VALUE);
            default -> {}
        }
    }

    /**
     * Parses a port number.
     *
     * @throws StartupException naming the option, if it is not valid
     */
    static int port(String option, String text) {
        return number(option, text, MOST_PORT);
    }

    private static int number(String option, String text, int max) {
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw new StartupException(option + " must be a whole number from 1 to " + max);
        }
        return Integer.parseInt(text);
    }

    /** Payara Micro treats a word with this suffix as an application to deploy. */
    private static void checkDeployable(String word) {
        if (!DEPLOYABLE.matcher(word).matches()) {
            throw new StartupException(word + " is no option; --help lists them");
        }
        checkReadable(word, word);
    }

    private static void checkReadable(String what, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new StartupException(what + " cannot be read");
        }
    }
}
