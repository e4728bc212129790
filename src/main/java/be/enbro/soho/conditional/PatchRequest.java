package be.enbro.soho.conditional;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.persistence.Attempts;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A request to correct a record (contract extensions, section 6). Its parts are checked one after the other, because 404, 413
 * and 415 precede 412, which precedes 400 and 422.
 */
public final class PatchRequest<T> {
    private final IfMatch ifMatch;
    private final byte[] body;
    private final RequestType<Patch<T>> type;

    private PatchRequest(IfMatch ifMatch, byte[] body, RequestType<Patch<T>> type) {
        this.ifMatch = ifMatch;
        this.body = body;
        this.type = type;
    }

    /**
     * Reads a request.
     *
     * @param exists returns whether the record exists; called only if the body is rejected
     * @throws NotFoundException if the body is rejected and the record does not exist
     * @throws WebApplicationException 413 or 415
     */
    public static <T> PatchRequest<T> of(JsonBody body, RequestType<Patch<T>> type, BooleanSupplier exists) {
        try {
            return new PatchRequest<>(IfMatch.of(body.header(IfMatch.HEADER)), body.bytes(), type);
        } catch (WebApplicationException rejected) {
            if (!exists.getAsBoolean()) {
                throw new NotFoundException(rejected);
            }
            throw rejected;
        }
    }

    /**
     * Corrects a record in the transaction of the caller. Tries again if no rule explains why the changes were forbidden: the
     * reason has gone since (an email or a number was freed, a supplier registered), or another transaction is in progress.
     *
     * @param view the record as it is answered now, locked against other changes
     * @param rules returns all errors of the patch: its own, and those that only other rules can detect
     * @param correction makes the changes; returns false, and changes nothing, if another record forbids them or may do so
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     * @throws MalformedJson if the body is not JSON
     * @throws ValidationException if there are errors
     */
    public void correct(
            Object view, Function<Validated<Patch<T>>, List<ApiError>> rules, Predicate<Patch<T>> correction) {
        Validated<Patch<T>> patch = parse(view);
        Attempts.first(attempt -> {
            ValidationException.throwIfAny(rules.apply(patch));
            return correction.test(patch.value()) ? Optional.of(patch) : Optional.empty();
        });
    }

    /**
     * Parses the patch of a record.
     *
     * @param view the record as it is answered now, locked against other changes
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     * @throws MalformedJson if the body is not JSON
     */
    public Validated<Patch<T>> parse(Object view) {
        ifMatch.require(view);
        return type.parse(JsonReader.parse(body));
    }
}
