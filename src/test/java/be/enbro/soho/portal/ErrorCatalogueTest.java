package be.enbro.soho.portal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponse;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that the catalogue has exactly the errors that the code can answer. */
class ErrorCatalogueTest {
    private static final Pattern MESSAGE = Pattern.compile("\"((?:must|is|has|does|size|cannot) [^\"\n]*)\"");

    private static final Set<String> CREATORS = Set.of("params", "custom", JavaConstructor.CONSTRUCTOR_NAME);

    private static List<ApiError> contents;
    private static List<ApiError> requests;

    @BeforeAll
    static void findErrors() throws ReflectiveOperationException {
        contents = KnownErrors.ofContents();
        requests = KnownErrors.ofRequests();
    }

    @Test
    void every_error_of_the_code_has_an_entry() {
        assertNone(all().filter(error -> ErrorCatalogue.entries().stream().noneMatch(entry -> describes(entry, error)))
                .map(ErrorCatalogueTest::name));
    }

    @Test
    void every_entry_describes_an_error_of_the_code() {
        assertNone(ErrorCatalogue.entries().stream()
                .filter(entry -> paths(entry).isEmpty())
                .map(entry -> entry.error() + " at " + entry.path()));
    }

    @Test
    void an_entry_names_its_path_if_there_is_only_one() {
        assertNone(ErrorCatalogue.entries().stream()
                .filter(entry -> entry.path() == null && paths(entry).size() == 1)
                .map(entry -> entry.error() + " occurs only at " + paths(entry)));
    }

    @Test
    void no_entry_occurs_twice() {
        List<String> names = ErrorCatalogue.entries().stream()
                .map(entry -> entry.error() + " at " + entry.path())
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void the_status_is_the_one_that_is_answered() {
        assertAll(ErrorCatalogue.entries().stream().map(entry -> () -> assertTrue(hasStatus(entry), entry.error())));
    }

    private static boolean hasStatus(ErrorCatalogue.Entry entry) {
        if (entry.status() == 422) {
            return contents.stream().anyMatch(error -> error.error().equals(entry.error()));
        }
        return Arrays.stream(ErrorResponse.values())
                .filter(error -> error.status() == entry.status())
                .anyMatch(error -> body(error).contains("\"" + entry.error() + "\""));
    }

    private static String body(ErrorResponse error) {
        return new String(error.body(), StandardCharsets.US_ASCII);
    }

    @Test
    void every_entry_has_texts_for_an_end_user_in_three_languages() {
        assertAll(ErrorCatalogue.entries().stream().map(entry -> () -> {
            assertEquals(List.of("nl", "fr", "en"), List.copyOf(entry.user().keySet()), entry.error());
            entry.user().values().forEach(text -> assertTrue(isSentence(text), text));
            assertTrue(isSentence(entry.when()) && isSentence(entry.action()), entry.error());
        }));
    }

    private static boolean isSentence(String text) {
        return text.equals(text.strip()) && text.length() > 10 && text.endsWith(".");
    }

    /** Otherwise an error that no wrong value provokes would be missing in the catalogue unnoticed. */
    @Test
    void every_message_in_the_source_was_provoked() throws IOException {
        Set<String> unseen = new TreeSet<>();
        for (Path source : sourcesWithFieldTypes()) {
            MESSAGE.matcher(Files.readString(source))
                    .results()
                    .map(match -> match.group(1))
                    .filter(message ->
                            contents.stream().noneMatch(error -> error.message().startsWith(message)))
                    .forEach(unseen::add);
        }
        assertEquals(Set.of(), unseen);
    }

    private static List<Path> sourcesWithFieldTypes() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            return sources.filter(source -> source.toString().endsWith(".java"))
                    .filter(source ->
                            read(source).contains("FieldType") || read(source).contains("FieldPath"))
                    .toList();
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Otherwise this test would not find them. */
    @Test
    void errors_are_constants_or_those_of_fields() {
        JavaClass type = KnownErrors.classes().get(ApiError.class);
        assertNone(type.getCodeUnitCallsToSelf().stream()
                .filter(call -> CREATORS.contains(call.getTarget().getName()))
                .map(call -> call.getOrigin())
                .filter(caller -> !caller.getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME))
                .filter(caller -> !caller.getOwner().isEquivalentTo(ApiError.class))
                .filter(caller -> !caller.getFullName().startsWith("be.enbro.soho.validation.FieldPath.reject("))
                .map(JavaCodeUnit::getFullName));
    }

    private static Stream<ApiError> all() {
        return Stream.concat(requests.stream(), contents.stream());
    }

    /** Returns the paths of the errors that the entry describes. */
    private static Set<String> paths(ErrorCatalogue.Entry entry) {
        return all().filter(error -> describes(entry, error))
                .map(ApiError::path)
                .collect(Collectors.toSet());
    }

    private static boolean describes(ErrorCatalogue.Entry entry, ApiError error) {
        if (!entry.error().equals(error.error())) {
            return false;
        }
        return entry.path() == null ? !hasOwnEntry(error) : entry.path().equals(error.path());
    }

    private static boolean hasOwnEntry(ApiError error) {
        return ErrorCatalogue.entries().stream()
                .anyMatch(entry ->
                        entry.error().equals(error.error()) && error.path().equals(entry.path()));
    }

    private static String name(ApiError error) {
        return error.error() + " at " + error.path();
    }

    private static void assertNone(Stream<String> unexpected) {
        assertEquals(Set.of(), unexpected.collect(Collectors.toCollection(TreeSet::new)));
    }
}
