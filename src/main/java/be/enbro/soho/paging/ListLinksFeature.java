package be.enbro.soho.paging;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds the {@code Link} header (RFC 8288) to every list that is returned in parts: relative references with the other
 * query parameters (contract extensions, section 2).
 */
@Provider
public class ListLinksFeature implements DynamicFeature {
    /** Before the filter that serializes the list. */
    private static final int BEFORE_SERIALIZATION = Priorities.USER + 2;

    /** Clients and proxies reject an answer with longer headers; the encoded query could make it 70 KB. */
    private static final int MAX_LENGTH = 8_192;

    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        if (Listing.class.isAssignableFrom(resource.getResourceMethod().getReturnType())) {
            method.register(new ListLinks(), BEFORE_SERIALIZATION);
        }
    }

    private static final class ListLinks implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getEntity() instanceof Listing<?> list && !list.links().isEmpty()) {
                MultivaluedMap<String, String> parameters = request.getUriInfo().getQueryParameters();
                String links = list.links().stream()
                        .map(link -> text(link, parameters))
                        .collect(Collectors.joining(", "));
                if (links.length() <= MAX_LENGTH) {
                    response.getHeaders().putSingle(HttpHeaders.LINK, links);
                }
            }
        }

        private static String text(Listing.ListLink link, MultivaluedMap<String, String> parameters) {
            Stream<String> others = parameters.entrySet().stream()
                    .filter(parameter -> !parameter.getKey().equals(link.parameter()))
                    .flatMap(ListLinks::text);
            Stream<String> own = Stream.of(link.parameter() + '=' + link.value());
            return Stream.concat(own, others)
                    .collect(Collectors.joining("&", "<?", ">; rel=\"" + link.relation() + '"'));
        }

        private static Stream<String> text(Map.Entry<String, List<String>> parameter) {
            return parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + '=' + encoded(value));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
