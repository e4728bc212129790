import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Adds up the reports of Surefire and Failsafe: {@code java TestTotals.java BEGIN-OF-THE-BUILD TARGET}. */
class TestTotals {
    private static final List<String> COUNTED = List.of("tests", "failures", "errors", "skipped");

    public static void main(String... arguments) throws IOException {
        Instant begin = Instant.parse(arguments[0]);
        Path target = Path.of(arguments[1]);
        int[] unit = sum(target.resolve("surefire-reports"), begin);
        int[] integration = sum(target.resolve("failsafe-reports"), begin);
        int[] all = plus(unit, integration);
        System.out.println("Tests: " + all[0] + " run, " + (all[1] + all[2]) + " failed, " + all[3] + " skipped (" + unit[0]
                + " unit, " + integration[0] + " integration)");
    }

    /** Reports of earlier builds stay where they are, and do not count. */
    private static int[] sum(Path reports, Instant begin) throws IOException {
        if (!Files.isDirectory(reports)) {
            return new int[COUNTED.size()];
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> !Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(begin))
                    .map(TestTotals::counts)
                    .reduce(new int[COUNTED.size()], TestTotals::plus);
        }
    }

    private static int[] counts(Path report) {
        try (InputStream bytes = Files.newInputStream(report)) {
            XMLStreamReader suite = XMLInputFactory.newFactory().createXMLStreamReader(bytes);
            suite.nextTag();
            return COUNTED.stream()
                    .mapToInt(count -> Integer.parseInt(suite.getAttributeValue(null, count)))
                    .toArray();
        } catch (IOException | XMLStreamException unreadable) {
            throw new IllegalStateException(report.toString(), unreadable);
        }
    }

    private static int[] plus(int[] one, int[] other) {
        return IntStream.range(0, one.length).map(i -> one[i] + other[i]).toArray();
    }
}
