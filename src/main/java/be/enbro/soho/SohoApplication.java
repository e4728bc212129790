package be.enbro.soho;

import be.enbro.soho.access.AccessFeature;
import be.enbro.soho.access.EmptySegmentFilter;
import be.enbro.soho.access.OptionsResponseFilter;
import be.enbro.soho.changes.ChangesResource;
import be.enbro.soho.changes.OperatorChangesResource;
import be.enbro.soho.conditional.EntityTagFeature;
import be.enbro.soho.conditional.EntityTagFilter;
import be.enbro.soho.customers.CustomersResource;
import be.enbro.soho.eans.EanResource;
import be.enbro.soho.eans.EansResource;
import be.enbro.soho.errors.EJBExceptionMapper;
import be.enbro.soho.errors.ErrorResponseExceptionMapper;
import be.enbro.soho.errors.MalformedJsonMapper;
import be.enbro.soho.errors.ThrowableMapper;
import be.enbro.soho.errors.ValidationExceptionMapper;
import be.enbro.soho.errors.WebApplicationExceptionMapper;
import be.enbro.soho.health.PingResource;
import be.enbro.soho.http.RouteTemplateFeature;
import be.enbro.soho.json.JsonBodyReader;
import be.enbro.soho.json.JsonResponseFilter;
import be.enbro.soho.lookup.CustomerLookupResource;
import be.enbro.soho.organisations.MeResource;
import be.enbro.soho.organisations.OrganisationsResource;
import be.enbro.soho.paging.ListLinksFeature;
import be.enbro.soho.privacy.ErasuresResource;
import be.enbro.soho.privacy.ExportResource;
import be.enbro.soho.suppliers.SupplierListResource;
import be.enbro.soho.suppliers.SuppliersResource;
import be.enbro.soho.tokens.BearerTokenFilter;
import be.enbro.soho.tokens.OperatorTokenFilter;
import be.enbro.soho.tokens.TokensResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * The whole API: the partners' API under {@code /api/v1}, the operator's under {@code /operator/v1}, and health. One
 * application at the root, so that it handles every path and all responses have its format.
 */
@ApplicationPath("/")
public class SohoApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PingResource.class,
                MeResource.class,
                CustomersResource.class,
                EansResource.class,
                EanResource.class,
                SupplierListResource.class,
                ChangesResource.class,
                OperatorChangesResource.class,
                OrganisationsResource.class,
                TokensResource.class,
                SuppliersResource.class,
                ErasuresResource.class,
                ExportResource.class,
                CustomerLookupResource.class,
                BearerTokenFilter.class,
                OperatorTokenFilter.class,
                RouteTemplateFeature.class,
                ListLinksFeature.class,
                EntityTagFeature.class,
                EntityTagFilter.class,
                AccessFeature.class,
                EmptySegmentFilter.class,
                OptionsResponseFilter.class,
                JsonBodyReader.class,
                JsonResponseFilter.class,
                ValidationExceptionMapper.class,
                ErrorResponseExceptionMapper.class,
                EJBExceptionMapper.class,
                MalformedJsonMapper.class,
                WebApplicationExceptionMapper.class,
                ThrowableMapper.class);
    }

    /**
     * Properties of Jersey, ignored by other servers: no WADL, no JSON writer, because {@link JsonResponseFilter}
     * serializes all responses, and no error page for a client that has disconnected, for which the server would log
     * long stack traces.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.jsonFeature", "JsonResponseFilter",
                "jersey.config.server.response.setStatusOverSendError", true);
    }
}
