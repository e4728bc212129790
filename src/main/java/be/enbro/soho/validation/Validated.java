package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of parsing a request: a valid value or all errors.
 *
 * @param value if there are errors, a partial value with null for each invalid field, for the rules that depend on the
 *     other fields; null if there was nothing to parse
 * @param errors in the order in which they are reported
 */
public record Validated<T>(T value, List<ApiError> errors) {

    public boolean isValid() {
        return errors.isEmpty();
    }

    /** Returns the value if it is valid. */
    public Optional<T> valid() {
        return isValid() ? Optional.of(value) : Optional.empty();
    }

    /** Returns the same errors with another value. */
    public <R> Validated<R> map(Function<? super T, ? extends R> function) {
        return new Validated<>(value == null ? null : function.apply(value), errors);
    }

    /**
     * Returns the valid value.
     *
     * @param allErrors returns these errors and those that only other rules can detect
     * @throws ValidationException if there are errors
     */
    public T orElseThrow(Function<Validated<T>, List<ApiError>> allErrors) {
        if (!isValid()) {
            throw new ValidationException(allErrors.apply(this));
        }
        return value;
    }
}
