package be.enbro.soho.openapi;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The schemas of the description. An object within a request becomes a schema of its own: {@code NewProfile} is what a
 * request says about a {@code Profile}.
 */
final class Schemas {
    private static final String NEW = "New";
    private static final String REFERENCE = "#/components/schemas/";
    private static final Pattern PAGE = Pattern.compile("Page(\\w+)View");
    private static final List<String> NULLABLE = List.of("next_page", "prev_page");
    private static final String TIME = "2020-04-06T08:43:33.409Z";
    private static final String DATE = "2020-10-06";

    private final Components components;

    Schemas(Components components) {
        this.components = components;
    }

    void addAll(Map<String, Object> schemas) {
        schemas.forEach((name, schema) -> add(name, Json.object(schema)));
    }

    void add(String name, Map<String, Object> keywords) {
        components.addSchema(name, schema(keywords, name));
    }

    /** Removes the schemas that no operation needs, and adds the texts to the others. */
    void complete(OpenAPI api) {
        mediaTypes(api).forEach(this::renamePage);
        Set<String> needed = new HashSet<>();
        mediaTypes(api).map(MediaType::getSchema).forEach(schema -> collect(schema, needed));
        List.copyOf(components.getSchemas().keySet()).stream()
                .filter(name -> !needed.contains(name))
                .forEach(components::removeSchema);
        components.getSchemas().forEach(this::complete);
    }

    private static Stream<MediaType> mediaTypes(OpenAPI api) {
        Stream<Content> ofOperations = api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(Schemas::contents);
        Stream<Content> shared =
                api.getComponents().getResponses().values().stream().map(APIResponse::getContent);
        return Stream.concat(ofOperations, shared)
                .filter(Objects::nonNull)
                .flatMap(content -> content.getMediaTypes().values().stream());
    }

    private static Stream<Content> contents(Operation operation) {
        return Stream.concat(
                Stream.ofNullable(operation.getRequestBody()).map(RequestBody::getContent),
                operation.getResponses().getAPIResponses().values().stream().map(APIResponse::getContent));
    }

    /** Page&lt;CustomerView&gt; is generated as PageCustomerView, without the nulls of its first and last page. */
    private void renamePage(MediaType mediaType) {
        String generated = name(mediaType.getSchema().getRef());
        Matcher page = PAGE.matcher(generated == null ? "" : generated);
        if (page.matches()) {
            Schema schema = components.getSchemas().get(generated);
            NULLABLE.forEach(property -> schema.getProperties().get(property).addType(SchemaType.NULL));
            components.addSchema(page.group(1) + "Page", schema);
            mediaType.getSchema().setRef(REFERENCE + page.group(1) + "Page");
        }
    }

    private void collect(Schema schema, Set<String> names) {
        String name = name(schema.getRef());
        if (name != null && names.add(name)) {
            collect(components.getSchemas().get(name), names);
        }
        parts(schema).forEach(part -> collect(part, names));
    }

    private static Stream<Schema> parts(Schema schema) {
        return Stream.of(
                        Stream.ofNullable(schema.getItems()),
                        Stream.ofNullable(schema.getProperties())
                                .map(Map::values)
                                .flatMap(Collection::stream),
                        Stream.ofNullable(schema.getAnyOf()).flatMap(Collection::stream))
                .flatMap(part -> part);
    }

    private static String name(String reference) {
        return reference == null ? null : reference.substring(REFERENCE.length());
    }

    private void complete(String name, Schema schema) {
        String known = name.startsWith(NEW) ? name.substring(NEW.length()) : name;
        if (schema.getDescription() == null) {
            schema.setDescription(Texts.of(name));
        }
        if (schema.getProperties() == null) {
            return;
        }
        Schema request = components.getSchemas().get(NEW + name);
        schema.getProperties().forEach((property, type) -> {
            complete(type);
            type.setDescription(text(List.of(name, known, "*"), property));
            if (request != null && request.getProperties().containsKey(property)) {
                type.setEnumeration(request.getProperties().get(property).getEnumeration());
            }
        });
    }

    private static String text(List<String> owners, String property) {
        return owners.stream()
                .map(owner -> owner + '.' + property)
                .map(Texts::optional)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Texts.of(owners.get(0) + '.' + property));
    }

    private static void complete(Schema property) {
        if ("date-time".equals(property.getFormat())) {
            property.setExamples(List.of(TIME));
        }
        if ("date".equals(property.getFormat())) {
            property.setExamples(List.of(DATE));
        }
    }

    /** Converts keywords to the model; an object within another one becomes a schema of its own. */
    private Schema schema(Map<String, Object> keywords, String name) {
        Schema schema = OASFactory.createSchema();
        // A Map.of has another order in each run.
        new TreeMap<>(keywords).forEach((keyword, value) -> set(schema, keyword, value, name));
        return schema;
    }

    private void set(Schema schema, String keyword, Object value, String name) {
        switch (keyword) {
            case "$ref" -> schema.setRef((String) value);
            case "type" -> types(value).forEach(schema::addType);
            case "items" -> schema.setItems(part(singular(name), value));
            case "properties" -> Json.object(value)
                    .forEach((property, type) -> schema.addProperty(property, part(property, type)));
            case "anyOf" -> ((List<?>) value).forEach(type -> schema.addAnyOf(schema(Json.object(type), name)));
            case "enum" -> schema.setEnumeration(List.copyOf((List<?>) value));
            case "required" -> ((List<?>) value).forEach(property -> schema.addRequired((String) property));
            case "minimum" -> schema.setMinimum(new BigDecimal(value.toString()));
            case "maximum" -> schema.setMaximum(new BigDecimal(value.toString()));
            case "exclusiveMinimum" -> schema.setExclusiveMinimum(new BigDecimal(value.toString()));
            case "exclusiveMaximum" -> schema.setExclusiveMaximum(new BigDecimal(value.toString()));
            case "maxLength" -> schema.setMaxLength(integer(value));
            case "minLength" -> schema.setMinLength(integer(value));
            case "maxItems" -> schema.setMaxItems(integer(value));
            case "minItems" -> schema.setMinItems(integer(value));
            case "maxProperties" -> schema.setMaxProperties(integer(value));
            case "pattern" -> schema.setPattern((String) value);
            case "format" -> schema.setFormat((String) value);
            case "default" -> schema.setDefaultValue(value);
            case "const" -> schema.setConstValue(value);
            case "description" -> schema.setDescription((String) value);
            default -> throw new IllegalStateException("keyword " + keyword);
        }
    }

    private Schema part(String property, Object type) {
        Map<String, Object> keywords = Json.object(type);
        if (!keywords.containsKey("properties")) {
            return schema(keywords, property);
        }
        String name = NEW + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        add(name, keywords);
        return OASFactory.createSchema().ref(REFERENCE + name);
    }

    private static Stream<SchemaType> types(Object value) {
        Stream<?> names = value instanceof List<?> list ? list.stream() : Stream.of(value);
        return names.map(type -> SchemaType.valueOf(type.toString().toUpperCase(Locale.ROOT)));
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static Integer integer(Object value) {
        return ((Number) value).intValue();
    }
}
