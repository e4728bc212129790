package be.enbro.soho.portal;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.json.RawNumber;
import be.enbro.soho.validation.QueryParameter;
import be.enbro.soho.validation.RequestType;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The errors that the delivered classes can answer, found without a list of them: the constant ones, and those of every
 * request type, which gets each of many wrong values in all of its fields at once, and of every query parameter.
 */
final class KnownErrors {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final Object PLACEHOLDER = Map.of();

    private static final List<Object> VALUES = Arrays.asList(
            null,
            "",
            " ",
            "x",
            "a".repeat(256),
            "\0",
            true,
            false,
            new RawNumber("-1"),
            new RawNumber("1.5"),
            new RawNumber("1e30"),
            new RawNumber("2147483648"),
            "1999-12-31",
            "2999-12-31",
            "1999-12-31T00:00:00Z",
            List.of(),
            Collections.nCopies(11, PLACEHOLDER),
            Collections.nCopies(1001, PLACEHOLDER),
            Map.of());

    private KnownErrors() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    /** The errors of responses with a constant body. */
    static List<ApiError> ofRequests() {
        return Arrays.stream(ErrorResponse.values())
                .map(response -> JsonReader.parse(response.body()))
                .filter(Map.class::isInstance)
                .map(body -> (Map<?, ?>) ((List<?>) ((Map<?, ?>) body).get("errors")).get(0))
                .map(error -> ApiError.custom((String) error.get("error"), "", (String) error.get("path")))
                .toList();
    }

    /** The errors of the content: those of fields and those of rules. */
    static List<ApiError> ofContents() throws ReflectiveOperationException {
        List<ApiError> errors = new ArrayList<>(constants(ApiError.class));
        for (RequestType<?> type : constants(RequestType.class)) {
            errors.addAll(ofType(type));
        }
        for (QueryParameter<?> parameter : constants(QueryParameter.class)) {
            Stream.of(null, "", "x")
                    .forEach(value -> errors.addAll(parameter.parse(value).errors()));
        }
        return errors;
    }

    private static <T> List<T> constants(Class<T> type) throws ReflectiveOperationException {
        List<T> constants = new ArrayList<>();
        for (JavaClass owner : CLASSES) {
            for (JavaField field : owner.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isEquivalentTo(type)) {
                    constants.add(type.cast(constant(field.reflect())));
                }
            }
        }
        return constants;
    }

    private static Object constant(Field field) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(null);
    }

    private static List<ApiError> ofType(RequestType<?> type) {
        return wrongBodies(type.root())
                .flatMap(body -> type.parse(body).errors().stream())
                .toList();
    }

    private static Stream<Object> wrongBodies(String root) {
        Stream<Object> contents = VALUES.stream()
                .flatMap(value -> Stream.of(value, all(value), all(all(value)), all(List.of(all(value)))));
        return Stream.concat(
                Stream.of("x", Map.of()),
                Stream.concat(contents, Stream.of(all(List.of(Map.of())), all(List.of(1))))
                        .map(content -> Collections.singletonMap(root, content)));
    }

    /** Returns an object that has every key, each with the same value, but cannot list them. */
    private static Map<String, Object> all(Object value) {
        return new AbstractMap<>() {
            @Override
            public boolean containsKey(Object key) {
                return true;
            }

            @Override
            public Object get(Object key) {
                return value;
            }

            @Override
            public Set<Entry<String, Object>> entrySet() {
                return Set.of();
            }
        };
    }
}
