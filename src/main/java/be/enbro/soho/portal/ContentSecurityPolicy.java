package be.enbro.soho.portal;

/**
 * Documents load scripts, styles, images and fonts from this server only, run and apply nothing inline, and cannot be
 * framed. Swagger UI complies, too, as long as it does not highlight syntax.
 */
final class ContentSecurityPolicy {
    static final String VALUE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private ContentSecurityPolicy() {}
}
