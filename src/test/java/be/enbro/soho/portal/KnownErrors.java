package be.enbro.soho.portal;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.json.RawNumber;
import be.enbro.soho.validation.RequestFields;
import be.enbro.soho.validation.RequestParser;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The errors that the delivered classes can answer, found without a list of them: the constant ones, and those of every
 * request parser, which gets each of many wrong values in all of its fields at once.
 */
final class KnownErrors {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** The classes whose parsers read a part of another's request. */
    private static final Set<String> PARTS = Set.of("Profile", "Consumption");

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
        List<ApiError> errors = new ArrayList<>(ofRules());
        for (JavaMethod parser : parsers()) {
            errors.addAll(ofParser(parser.reflect()));
        }
        errors.addAll(ofBulk());
        return errors;
    }

    private static List<ApiError> ofRules() throws ReflectiveOperationException {
        List<ApiError> errors = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isEquivalentTo(ApiError.class)) {
                    errors.add((ApiError) constant(field.reflect()));
                }
            }
        }
        return errors;
    }

    private static Object constant(Field field) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(null);
    }

    private static List<JavaMethod> parsers() {
        return CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(RequestFields.class)))
                .filter(method -> !PARTS.contains(method.getOwner().getSimpleName()))
                .toList();
    }

    private static List<ApiError> ofParser(Method parser) {
        String root =
                parser.getDeclaringClass().getSimpleName().replace("Params", "").toLowerCase(Locale.ROOT);
        return wrongBodies(root)
                .flatMap(body -> RequestParser.parse(body, root, fields -> invoke(parser, fields)).errors().stream())
                .toList();
    }

    private static Object invoke(Method parser, RequestFields fields) {
        Object[] arguments = Arrays.stream(parser.getParameterTypes())
                .map(type -> type == RequestFields.class
                        ? fields
                        : InstantSource.fixed(Instant.parse("2020-04-06T08:43:33Z")))
                .toArray();
        try {
            parser.setAccessible(true);
            return parser.invoke(null, arguments);
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(parser + " cannot be called", failure);
        }
    }

    private static Stream<Object> wrongBodies(String root) {
        Stream<Object> contents = VALUES.stream()
                .flatMap(value -> Stream.of(value, all(value), all(all(value)), all(List.of(all(value)))));
        return Stream.concat(
                Stream.of("x", Map.of()),
                Stream.concat(contents, Stream.of(all(List.of(Map.of())), all(List.of(1))))
                        .map(content -> Collections.singletonMap(root, content)));
    }

    private static List<ApiError> ofBulk() throws ReflectiveOperationException {
        int size = (int) constant(CLASSES.get("be.enbro.soho.eans.EansResource")
                .getField("BULK_SIZE")
                .reflect());
        return Stream.of("x", 1, List.of(), Collections.nCopies(size + 1, PLACEHOLDER), List.of("x"), List.of(Map.of()))
                .flatMap(value -> Stream.of(value, Collections.singletonMap("eans", value)))
                .flatMap(body -> RequestParser.parseEach(body, "eans", "ean", fields -> 1, size).errors().stream())
                .toList();
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
