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
}
