package be.enbro.soho.openapi;

import be.enbro.soho.SohoApplication;
import be.enbro.soho.access.AccessFeature;
import be.enbro.soho.conditional.EntityTagged;
import be.enbro.soho.http.Caller;
import be.enbro.soho.validation.JsonSchema;
import be.enbro.soho.validation.QueryParameter;
import be.enbro.soho.validation.RequestType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Completes the description of one API that is generated from the resources at build time: request schemas from the
 * resources' {@link RequestType}s, the responses of errors, the examples of the published document, and texts.
 *
 * <p>A field, a parameter, a schema or a tag without a text fails the build.
 */
abstract class Description implements OASFilter {
    private final String name;
    private final String root;
    private final String tokenName;
    private final List<String> partnersHeaders;

    /**
     * @param name the prefix of this API's texts
     * @param root the path of this API
     * @param tokenName the name of the security scheme
     * @param partnersHeaders the names of the headers of answers to a partner's token
     */
    Description(String name, String root, String tokenName, List<String> partnersHeaders) {
        this.name = name;
        this.root = root;
        this.tokenName = tokenName;
        this.partnersHeaders = partnersHeaders;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Schemas schemas = new Schemas(api.getComponents());
        addRequestSchemas(schemas);
        schemas.addAll(Json.resource("components.json"));
        removeOthers(api);
        Operations operations = new Operations(
                requestTypes(),
                queryParameters(),
                callers(),
                readOnly(),
                tagged(),
                schemas,
                api.getComponents(),
                partnersHeaders);
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> operations.complete(path, method, operation)));
        schemas.complete(api);
        api.getTags().forEach(tag -> tag.setDescription(Texts.of("tag." + tag.getName())));
        describe(api);
        Texts.verify();
    }

    /** Sets the parts in the order in which people read them. */
    private void describe(OpenAPI api) {
        List<Tag> tags = api.getTags();
        Paths paths = api.getPaths();
        Components components = api.getComponents();
        api.setTags(null);
        api.setPaths(null);
        api.setComponents(null);
        api.setInfo(OASFactory.createInfo()
                .title(Texts.of(name + ".title"))
                .summary(Texts.of(name + ".summary"))
                .description(Texts.resource(name + ".md"))
                .version("1.0")
                .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
        api.setServers(List.of(OASFactory.createServer().url("/").description(Texts.of("server"))));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(tokenName)));
        api.setTags(tags);
        api.setPaths(paths);
        api.setComponents(components.addSecurityScheme(tokenName, token()));
    }

    private SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(Texts.of(name + ".token"));
    }

    private static void addRequestSchemas(Schemas schemas) {
        schemas.addAll(JsonSchema.shared());
        requestTypes().values().forEach(type -> schemas.add(type.schemaName(), type.schema()));
    }

    private void removeOthers(OpenAPI api) {
        api.getPaths().getPathItems().keySet().stream()
                .filter(path -> !path.startsWith(root))
                .toList()
                .forEach(api.getPaths()::removePathItem);
        List<String> tags = api.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(operations -> operations.values().stream())
                .flatMap(operation -> operation.getTags().stream())
                .toList();
        api.setTags(api.getTags().stream()
                .filter(tag -> tags.contains(tag.getName()))
                .toList());
    }

    /** The types of request bodies, by name. */
    static Map<String, RequestType<?>> requestTypes() {
        return constants(RequestType.class)
                .map(type -> (RequestType<?>) type)
                .collect(Collectors.toMap(RequestType::name, type -> type, Description::different, TreeMap::new));
    }

    private static RequestType<?> different(RequestType<?> one, RequestType<?> other) {
        throw new IllegalStateException("two request types have the name " + other.name());
    }

    /** The query parameters that are validated, by name. */
    private static Map<String, QueryParameter<?>> queryParameters() {
        return constants(QueryParameter.class)
                .map(parameter -> (QueryParameter<?>) parameter)
                .collect(Collectors.toMap(QueryParameter::name, parameter -> parameter));
    }

    private static Stream<?> constants(Class<?> type) {
        return resources()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredFields()))
                .filter(field -> field.getType() == type && Modifier.isStatic(field.getModifiers()))
                .map(Description::value);
    }

    /** The callers that the resource methods declare, by the id of the operation. */
    private static Map<String, Caller> callers() {
        return methods().collect(Collectors.toMap(Description::id, AccessFeature::declared));
    }

    /** The ids of the operations that are open to read-only tokens. */
    private static Set<String> readOnly() {
        return methods().filter(AccessFeature::isReadOnly).map(Description::id).collect(Collectors.toSet());
    }

    /** The ids of the operations whose answers have an entity tag. */
    private static Set<String> tagged() {
        return methods()
                .filter(method -> method.isAnnotationPresent(EntityTagged.class))
                .map(Description::id)
                .collect(Collectors.toSet());
    }

    private static Stream<Method> methods() {
        return resources()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Operation.class));
    }

    private static String id(Method method) {
        return method.getAnnotation(Operation.class).operationId();
    }

    private static Stream<Class<?>> resources() {
        return new SohoApplication().getClasses().stream();
    }

    private static Object value(Field constant) {
        try {
            constant.setAccessible(true);
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
