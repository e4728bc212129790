package be.enbro.soho.access;

import be.enbro.soho.http.Caller;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares who may call a resource method, or all methods of a resource class; a method's own declaration takes
 * precedence. A method without one fails the deployment ({@link AccessFeature}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    /** The only type of caller that is allowed. */
    Caller value();

    /**
     * Whether the method changes nothing although its HTTP method could, so that a partner's token with the scope
     * {@code read} may call it. Methods for GET, HEAD and OPTIONS need no declaration.
     */
    boolean readOnly() default false;
}
