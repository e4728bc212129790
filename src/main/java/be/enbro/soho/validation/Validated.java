package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import java.util.List;
import java.util.function.Function;

/**
 * What became of a request: a value to rely on, or everything that is wrong with it.
 *
 * @param value with errors only a part of it, null where a field failed, for the rules that look at the other fields;
 *     itself null if there was nothing to read
 * @param errors in the order in which they are answered
 */
public record Validated<T>(T value, List<ApiError> errors) {

    public boolean isValid() {
        return errors.isEmpty();
    }

    /**
     * The valid value.
     *
     * @param allErrors these errors, and those that can only be found elsewhere
     * @throws ValidationException if there are errors
     */
    public T orElseThrow(Function<Validated<T>, List<ApiError>> allErrors) {
        if (!isValid()) {
            throw new ValidationException(allErrors.apply(this));
        }
        return value;
    }
}
