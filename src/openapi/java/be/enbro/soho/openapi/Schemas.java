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
 * request says about a {@code Profile}, and {@code ProfilePatch} what a patch says about it.
 */
final class Schemas {
    private static final String NEW = "New";
    private static final String REQUEST = "Request";
    private static final String PATCH = "Patch";
    static final String REFERENCE = "#/components/schemas/";
    private static final Pattern PAGE = Pattern.compile("(?:Change|Cursor)?Page(\\w+?)(?:View)?");
    private static final List<String> NULLABLE = List.of("next_page", "prev_page", "next_after");
    private static final String TIME = "2020-04-06T08:43:33.409Z";
    private static final String DATE = "2020-10-06";

    private final Components components;
    private final Set<String> added = new HashSet<>();

    Schemas(Components components) {
        this.components = components;
    }

    void addAll(Map<String, Object> schemas) {
        schemas.forEach((name, schema) -> add(name, Json.object(schema)));
    }

    /** @throws IllegalStateException if another schema has the name */
    void add(String name, Map<String, Object> keywords) {
        if (components.getSchemas().containsKey(name)) {
            throw new IllegalStateException("two schemas have the name " + name);
        }
        added.add(name);
        components.addSchema(name, schema(keywords, name, name));
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

    /** Page&lt;CustomerView&gt; is generated as PageCustomerView. */
    private void renamePage(MediaType mediaType) {
        String generated = name(mediaType.getSchema().getRef());
        Matcher page = PAGE.matcher(generated == null ? "" : generated);
        if (page.matches()) {
            Schema schema = components.getSchemas().get(generated);
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
        if (schema.getDescription() == null) {
            schema.setDescription(Texts.of(name));
        }
        if (schema.getProperties() == null) {
            return;
        }
        if (schema.getRequired() == null && !added.contains(name)) {
            throw new IllegalStateException("no @Schema(requiredProperties) says which fields " + name + " always has");
        }
        Schema request = components.getSchemas().get(NEW + name);
        schema.getProperties().forEach((property, type) -> {
            complete(type);
            if (NULLABLE.contains(property) && !name.endsWith("ChangePage")) {
                type.addType(SchemaType.NULL);
            }
            type.setDescription(text(owners(name), property));
            if (request != null && request.getProperties().containsKey(property)) {
                type.setEnumeration(request.getProperties().get(property).getEnumeration());
            }
        });
    }

    /** The schemas whose texts describe the fields of a schema, in the order of precedence. */
    private static List<String> owners(String name) {
        if (name.endsWith(PATCH)) {
            String patched = name.substring(0, name.length() - PATCH.length());
            return List.of(name, NEW + patched, patched, "*");
        }
        return List.of(name, name.startsWith(NEW) ? name.substring(NEW.length()) : name, "*");
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
    private Schema schema(Map<String, Object> keywords, String owner, String property) {
        Schema schema = OASFactory.createSchema();
        // A Map.of has another order in each run.
        new TreeMap<>(keywords).forEach((keyword, value) -> set(schema, keyword, value, owner, property));
        return schema;
    }

    /** Returns the schema of a value that is no object. */
    Schema scalar(Map<String, Object> keywords) {
        return schema(keywords, "", "");
    }

    private void set(Schema schema, String keyword, Object value, String owner, String property) {
        switch (keyword) {
            case "$ref" -> schema.setRef((String) value);
            case "type" -> types(value).forEach(schema::addType);
            case "items" -> schema.setItems(element(owner, singular(property), value));
            case "properties" -> Json.object(value)
                    .forEach((name, type) -> schema.addProperty(name, part(owner, name, type)));
            case "anyOf" -> ((List<?>) value)
                    .forEach(type -> schema.addAnyOf(schema(Json.object(type), owner, property)));
            case "enum" -> schema.setEnumeration(List.copyOf((List<?>) value));
            case "required" -> ((List<?>) value).forEach(name -> schema.addRequired((String) name));
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

    /** A patch replaces an array whole, so that its elements are those of a new record. */
    private Schema element(String owner, String property, Object type) {
        return owner.endsWith(PATCH)
                ? OASFactory.createSchema().ref(REFERENCE + partName(NEW, capitalised(property)))
                : part(owner, property, type);
    }

    private Schema part(String owner, String property, Object type) {
        Map<String, Object> keywords = Json.object(type);
        if (!keywords.containsKey("properties")) {
            return schema(keywords, owner, property);
        }
        String name = partName(owner, capitalised(property));
        add(name, keywords);
        return OASFactory.createSchema().ref(REFERENCE + name);
    }

    /**
     * The content of CustomerRequest is NewCustomer, with a NewProfile; that of CustomerPatchRequest is CustomerPatch, with a
     * ProfilePatch; that of CustomerSearchRequest is CustomerSearch.
     */
    private static String partName(String owner, String property) {
        if (owner.endsWith(PATCH)) {
            return property + PATCH;
        }
        if (owner.startsWith(NEW) || owner.equals(property + REQUEST)) {
            return NEW + property;
        }
        return owner.endsWith(REQUEST) ? owner.substring(0, owner.length() - REQUEST.length()) : owner + property;
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
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
