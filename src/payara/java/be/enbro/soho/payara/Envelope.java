package be.enbro.soho.payara;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorBody;

/** The text of an error that the server answers without the application: codes and words, without anything to escape. */
final class Envelope {
    private Envelope() {}

    static String of(int status) {
        ApiError error = ErrorBody.of(status).errors().get(0);
        return "{\"errors\":[{\"error\":\"" + error.error() + "\",\"message\":\"" + error.message() + "\",\"path\":\""
                + error.path() + "\",\"type\":\"" + error.type() + "\"}]}";
    }
}
