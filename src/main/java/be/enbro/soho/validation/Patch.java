package be.enbro.soho.validation;

import java.util.Set;

/**
 * The content of a merge patch (RFC 7396).
 *
 * @param values the record of which only the named fields have a meaning; null in one of them means that it is taken away
 * @param names the names of the fields that the patch names, at any depth
 */
public record Patch<T>(T values, Set<String> names) {}
