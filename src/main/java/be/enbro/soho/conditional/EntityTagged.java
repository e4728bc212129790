package be.enbro.soho.conditional;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that the answers of a resource method have an {@code ETag}, and that {@code If-None-Match} is evaluated if it is
 * one for GET (contract extensions, section 6).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EntityTagged {}
