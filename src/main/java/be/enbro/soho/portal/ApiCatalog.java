package be.enbro.soho.portal;

import java.nio.charset.StandardCharsets;

/** Where a program finds the API's description and documentation (RFC 9727), as a link set (RFC 9264). */
final class ApiCatalog {
    static final String PATH = "/.well-known/api-catalog";

    /** RFC 9727, section 3.1. */
    static final String LINK = "<" + PATH + ">; rel=\"api-catalog\"";

    private static final String TYPE = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    private static final String ORIGIN = "{origin}";
    private static final String TEMPLATE =
            """
            {"linkset":[{"anchor":"{origin}/api/v1",\
            "service-desc":[{"href":"{origin}/openapi.json","type":"application/json"},\
            {"href":"{origin}/openapi.yaml","type":"application/yaml"}],\
            "service-doc":[{"href":"{origin}/docs/","type":"text/html"}],\
            "status":[{"href":"{origin}/health/ready","type":"application/json"}]}]}""";

    private ApiCatalog() {}

    /** No character of an origin requires escaping in JSON. */
    static Document document(Origin origin) {
        String json = TEMPLATE.replace(ORIGIN, origin.url());
        return new Document(TYPE, json.getBytes(StandardCharsets.US_ASCII));
    }
}
