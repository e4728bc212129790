package be.enbro.soho.params;

import be.enbro.soho.errors.ApiError;
import java.util.List;

/**
 * What became of a request: a value to rely on, or everything that is wrong with it.
 *
 * @param value with errors only a part of it, null where a field failed, for the rules that look at the other fields;
 *     itself null if there was nothing to read
 * @param errors in the order in which they are answered
 */
public record Parsed<T>(T value, List<ApiError> errors) {

    public boolean isValid() {
        return errors.isEmpty();
    }
}
