package be.enbro.soho.it;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.openapi.DescribedApi;
import be.enbro.soho.openapi.DescribedOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares every answer that the suite receives through {@link SohoApi}, except by raw sockets, with the API's
 * description. What the description does not cover must be one of the
 * contract's constant errors.
 */
final class DescribedAnswers {
    /** Paths outside the two APIs; those that end with a slash stand for all paths below them. */
    private static final List<String> OTHER_PATHS = List.of(
            "/",
            "/docs",
            "/docs/",
            "/openapi.json",
            "/openapi.yaml",
            "/operator/openapi.json",
            "/.well-known/",
            "/health/",
            // Payara Server's administration
            "/management/");

    private static final List<DescribedOperation> OPERATIONS =
            DescribedApi.allOperations().toList();

    private DescribedAnswers() {}

    /** Asserts that an answer is as described. */
    static void check(String method, String path, Answer answer) {
        String requested = path.split("\\?", 2)[0];
        if (OTHER_PATHS.stream().anyMatch(other -> isUnder(other, requested))) {
            return;
        }
        List<DescribedOperation> samePath = OPERATIONS.stream()
                .filter(operation -> operation.hasPath(requested))
                .toList();
        Optional<DescribedOperation> operation = samePath.stream()
                .filter(other -> other.method().equalsIgnoreCase(method.equals("HEAD") ? "GET" : method))
                .findFirst();
        List<String> differences = operation
                .map(described -> differences(described, method, answer))
                .orElseGet(() -> differences(samePath, method, answer));
        if (!differences.isEmpty()) {
            throw new AssertionError("%s %s (%s) is not answered as described: %s%n%d %s%n%s"
                    .formatted(
                            method,
                            path,
                            operation.map(DescribedOperation::id).orElse("no operation"),
                            String.join("; ", differences),
                            answer.status(),
                            answer.header("Content-Type"),
                            answer.body()));
        }
    }

    private static boolean isUnder(String other, String requested) {
        return requested.equals(other) || other.length() > 1 && other.endsWith("/") && requested.startsWith(other);
    }

    private static List<String> differences(DescribedOperation operation, String method, Answer answer) {
        if (!method.equals("HEAD")) {
            return operation.differences(answer.status(), headers(answer), contentType(answer), answer.body());
        }
        List<String> differences = operation.differences(answer.status(), headers(answer), contentType(answer), null);
        return answer.body().isEmpty() ? differences : List.of("a body in the answer to HEAD");
    }

    private static Set<String> headers(Answer answer) {
        return answer.headers().map().keySet();
    }

    private static String contentType(Answer answer) {
        return answer.header("Content-Type").equals(Answer.JSON) ? "application/json" : answer.header("Content-Type");
    }

    /** Returns what is wrong with an answer of no described operation. */
    private static List<String> differences(List<DescribedOperation> samePath, String method, Answer answer) {
        if (method.equals("OPTIONS") && answer.status() == 204) {
            return notAllowed(samePath, answer);
        }
        List<String> differences = new ArrayList<>();
        if (answer.status() < 400) {
            differences.add("neither described nor an error");
        }
        if (!answer.header("Content-Type").equals(Answer.JSON)) {
            differences.add("the content type is not JSON");
        }
        if (!isConstantError(answer) && !(method.equals("HEAD") && answer.body().isEmpty())) {
            differences.add("neither described nor a constant error");
        }
        return differences;
    }

    private static List<String> notAllowed(List<DescribedOperation> samePath, Answer answer) {
        List<String> allowed = List.of(answer.header("Allow").split(", *"));
        List<String> missing = samePath.stream()
                .map(operation -> operation.method().toUpperCase(Locale.ROOT))
                .filter(method -> !allowed.contains(method))
                .map(method -> "Allow without " + method)
                .toList();
        return samePath.isEmpty() || !answer.body().isEmpty() ? List.of("OPTIONS of no described path") : missing;
    }

    private static boolean isConstantError(Answer answer) {
        ErrorResponse error = ErrorResponse.of(answer.status());
        Stream<ErrorResponse> errors =
                error == ErrorResponse.BAD_REQUEST ? Stream.of(error, ErrorResponse.INVALID_JSON) : Stream.of(error);
        return errors.map(possible -> new String(possible.body(), StandardCharsets.US_ASCII))
                .anyMatch(answer.body()::equals);
    }
}
