package be.enbro.soho.openapi;

import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.Caller;
import be.enbro.soho.http.MediaTypeFilter;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.validation.QueryParameter;
import be.enbro.soho.validation.RequestType;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes the operations of an API. */
final class Operations {
    private static final String JSON = "application/json";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String ETAG = "ETag";
    private static final String OK = "200";
    private static final String NOT_MODIFIED = "304";
    private static final Map<String, Object> QUERY_PARAMETERS = Json.resource("parameters.json");

    private final Map<String, RequestType<?>> requestTypes;
    private final Map<String, QueryParameter<?>> validated;
    private final Map<String, Caller> callers;
    private final Set<String> readOnly;
    private final Set<String> tagged;
    private final Schemas schemas;
    private final Components components;
    private final List<String> partnersHeaders;

    /**
     * @param requestTypes by name
     * @param validated the query parameters that have errors, by name
     * @param callers who may call an operation, by its id
     * @param readOnly the ids of the operations that are open to read-only tokens
     * @param tagged the ids of the operations whose answers have an entity tag
     * @param partnersHeaders the names of the headers of answers to a partner's token
     */
    Operations(
            Map<String, RequestType<?>> requestTypes,
            Map<String, QueryParameter<?>> validated,
            Map<String, Caller> callers,
            Set<String> readOnly,
            Set<String> tagged,
            Schemas schemas,
            Components components,
            List<String> partnersHeaders) {
        this.schemas = schemas;
        this.requestTypes = requestTypes;
        this.validated = validated;
        this.callers = callers;
        this.readOnly = readOnly;
        this.tagged = tagged;
        this.components = components;
        this.partnersHeaders = partnersHeaders;
    }

    void complete(String path, HttpMethod method, Operation operation) {
        String id = operation.getOperationId();
        if (tagged.contains(id)) {
            addEntityTag(method, operation);
        }
        operation.setDescription(Texts.of(id));
        parameters(operation).forEach(parameter -> complete(id, parameter));
        if (callers.get(id) == Caller.ANYONE) {
            operation.setSecurity(List.of());
        }
        Set<Integer> statuses = errors(path, operation);
        if (operation.getRequestBody() != null) {
            setRequest(method, operation);
        }
        statuses.forEach(
                status -> operation.getResponses().addAPIResponse(Integer.toString(status), error(operation, status)));
        operation.getResponses().getAPIResponses().forEach((status, response) -> complete(id, status, response));
    }

    private static void addEntityTag(HttpMethod method, Operation operation) {
        operation.getResponses().getAPIResponse(OK).addHeader(ETAG, header(ETAG));
        if (method == HttpMethod.GET) {
            operation.addParameter(
                    OASFactory.createParameter().in(Parameter.In.HEADER).name(HttpHeaders.IF_NONE_MATCH));
            operation
                    .getResponses()
                    .addAPIResponse(
                            NOT_MODIFIED,
                            OASFactory.createAPIResponse()
                                    .description(Texts.of("status." + NOT_MODIFIED))
                                    .addHeader(ETAG, header(ETAG)));
        }
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }

    private void complete(String id, Parameter parameter) {
        String own = id + '.' + parameter.getName();
        String key = QUERY_PARAMETERS.containsKey(own) ? own : parameter.getName();
        parameter.setDescription(Texts.of("parameter." + key));
        QueryParameter<?> query = validated.get(parameter.getName());
        if (query != null) {
            parameter.required(true).setSchema(schemas.scalar(query.type().schema()));
            return;
        }
        parameter.setSchema(parameter.getIn() == Parameter.In.PATH ? id() : queryParameter(key));
    }

    private static Schema id() {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .format("int64")
                .minimum(BigDecimal.ONE);
    }

    /** @throws IllegalStateException if the parameter is not described */
    private Schema queryParameter(String name) {
        if (!QUERY_PARAMETERS.containsKey(name)) {
            throw new IllegalStateException("parameters.json has no schema for " + name);
        }
        return schemas.scalar(Json.object(QUERY_PARAMETERS.get(name)));
    }

    private void setRequest(HttpMethod method, Operation operation) {
        String reference = operation.getRequestBody().getRef();
        RequestType<?> type = requestTypes.get(reference.substring(reference.lastIndexOf('/') + 1));
        MediaType json = mediaType(type.schemaName());
        Texts.under("example." + operation.getOperationId() + ".").forEach((example, text) -> {
            String name = example.substring(example.indexOf('.') + 1);
            json.addExample(name, example(text, Json.parse(Texts.resource("examples/" + name + ".request.json"))));
        });
        Content content = content(json);
        if (method == HttpMethod.PATCH) {
            content.addMediaType(MediaTypeFilter.MERGE_PATCH, mediaType(type.schemaName()));
        }
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .description(Texts.of("request"))
                .content(content));
    }

    /** The statuses of section 3 of the contract's rules that the operation can have, and those that it declares. */
    private Set<Integer> errors(String path, Operation operation) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 406, 500, 503));
        operation.getResponses().getAPIResponses().keySet().stream()
                .map(Integer::valueOf)
                .filter(status -> status >= 400)
                .forEach(statuses::add);
        Caller caller = callers.get(operation.getOperationId());
        if (caller != Caller.ANYONE) {
            statuses.add(401);
        }
        if (caller == Caller.PARTNER) {
            statuses.add(429);
            statuses.addAll(readOnly.contains(operation.getOperationId()) ? Set.of() : Set.of(403));
        }
        if (path.contains("{") || caller == Caller.OPERATOR) {
            statuses.add(404);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(Set.of(408, 413, 415, 422));
        }
        if (parameters(operation).stream().map(Parameter::getName).anyMatch(validated::containsKey)) {
            statuses.add(422);
        }
        if (parameters(operation).stream().map(Parameter::getName).anyMatch(IdempotencyKey.HEADER::equals)) {
            statuses.addAll(Set.of(404, 409));
        }
        if (parameters(operation).stream().map(Parameter::getName).anyMatch(IfMatch.HEADER::equals)) {
            statuses.add(412);
        }
        return statuses;
    }

    /** Returns a reference to a shared response, or a response of its own if the published document has
     * examples, or if no token is needed, so that the answer has none of a partner's headers. */
    private APIResponse error(Operation operation, int status) {
        String id = operation.getOperationId();
        boolean hasBody = operation.getRequestBody() != null;
        if (status == 422) {
            return response(Texts.of("status.422"), mediaType("Errors"));
        }
        ErrorResponse error = constantError(operation, status);
        String text = Texts.of(error == ErrorResponse.IN_USE ? "status.409.in_use" : "status." + status);
        if (!Texts.under("example." + id + '.' + status + '.').isEmpty()) {
            return constant(error, text, List.of());
        }
        if (callers.get(id) == Caller.ANYONE) {
            return constant(error, text, List.of(error));
        }
        boolean mayBeMalformed = hasBody && error == ErrorResponse.BAD_REQUEST;
        String name = mayBeMalformed ? "MalformedRequest" : camelCase(error);
        APIResponse shared = mayBeMalformed
                ? constant(error, Texts.of("status.400.body"), List.of(error, ErrorResponse.INVALID_JSON))
                : constant(error, text, List.of(error));
        if (error != ErrorResponse.UNAUTHORIZED) {
            addPartnersHeaders(shared);
        }
        components.addResponse(name, shared);
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    /** Without an {@code Idempotency-Key}, a conflict is that the record is in use. */
    private static ErrorResponse constantError(Operation operation, int status) {
        boolean hasKey = parameters(operation).stream().map(Parameter::getName).anyMatch(IdempotencyKey.HEADER::equals);
        return status == 409 && !hasKey ? ErrorResponse.IN_USE : ErrorResponse.of(status);
    }

    private APIResponse constant(ErrorResponse error, String text, List<ErrorResponse> examples) {
        MediaType json = mediaType(
                switch (error) {
                    case UNAUTHORIZED -> "Unauthorized";
                    case NOT_FOUND -> "NotFound";
                    default -> "Errors";
                });
        examples.forEach(example -> addExample(json, example));
        APIResponse response = response(text, json);
        error.headers().keySet().forEach(name -> response.addHeader(name, header(name)));
        return response;
    }

    private static void addExample(MediaType json, ErrorResponse error) {
        json.addExample(
                error.name().toLowerCase(Locale.ROOT),
                example(null, Json.parse(new String(error.body(), StandardCharsets.UTF_8))));
    }

    private static String camelCase(ErrorResponse error) {
        return Arrays.stream(error.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static APIResponse response(String text, MediaType json) {
        return OASFactory.createAPIResponse()
                .description(text)
                .content(content(json))
                .addHeader(REQUEST_ID, header(REQUEST_ID));
    }

    private void addPartnersHeaders(APIResponse response) {
        partnersHeaders.forEach(name -> response.addHeader(name, header(name).required(false)));
    }

    /** Adds the headers and examples of one status. */
    private void complete(String id, String status, APIResponse response) {
        if (response.getRef() != null) {
            return;
        }
        response.addHeader(REQUEST_ID, header(REQUEST_ID));
        if (callers.get(id) == Caller.PARTNER && !status.equals("401")) {
            addPartnersHeaders(response);
        }
        String key = '.' + id + '.' + status + '.';
        Texts.under("header" + key).forEach((name, text) -> response.addHeader(name, headerOf(text)));
        Texts.under("optional-header" + key)
                .forEach((name, text) -> response.addHeader(name, headerOf(text).required(false)));
        Texts.under("example" + key).forEach((name, text) -> response.getContent()
                .getMediaType(JSON)
                .addExample(name, example(text, Json.parse(Texts.resource("examples/" + name + ".response.json")))));
    }

    private static Header header(String name) {
        return headerOf(Texts.of("header." + name));
    }

    private static Header headerOf(String text) {
        return OASFactory.createHeader()
                .description(text)
                .required(true)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Example example(String summary, Object value) {
        return OASFactory.createExample().summary(summary).value(value);
    }

    private static MediaType mediaType(String schema) {
        return OASFactory.createMediaType().schema(OASFactory.createSchema().ref(Schemas.REFERENCE + schema));
    }

    private static Content content(MediaType json) {
        return OASFactory.createContent().addMediaType(JSON, json);
    }
}
