package be.enbro.soho.errors;

import java.util.List;

/** The body of an answer that lists what is wrong with a request (rules, section 3). */
public record ErrorBody(List<ApiError> errors) {}
