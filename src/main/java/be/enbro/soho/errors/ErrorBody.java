package be.enbro.soho.errors;

import java.util.List;

/** The body of a response that lists the errors of a request (rules, section 3). */
public record ErrorBody(List<ApiError> errors) {}
