package be.enbro.soho.openapi;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.validation.RequestType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes the operations of an API. */
final class Operations {
    private static final String JSON = "application/json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PING = "ping";
    private static final String REQUEST_ID = "X-Request-Id";

    private final Map<String, RequestType<?>> requestTypes;
    private final String tokenName;
    private final Components components;

    Operations(Map<String, RequestType<?>> requestTypes, String tokenName, Components components) {
        this.components = components;
        this.requestTypes = requestTypes;
        this.tokenName = tokenName;
    }

    void complete(String path, Operation operation) {
        String id = operation.getOperationId();
        operation.setDescription(Texts.of(id));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(Operations::complete);
        }
        boolean isPublic = id.equals(PING);
        if (isPublic) {
            operation.setSecurity(List.of());
            operation.getResponses().getAPIResponse("200").addHeader("Link", header("Link"));
        }
        boolean hasBody = operation.getRequestBody() != null;
        if (hasBody) {
            setRequest(operation);
        }
        for (int status : errors(path, hasBody, isPublic)) {
            operation.getResponses().addAPIResponse(Integer.toString(status), error(id, status));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> addExamples(id, status, response));
    }

    private static void complete(Parameter parameter) {
        parameter.setDescription(Texts.of("parameter." + parameter.getName()));
        parameter.setSchema(OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .format(parameter.getIn() == Parameter.In.QUERY ? "int32" : "int64")
                .minimum(BigDecimal.ONE));
    }

    private void setRequest(Operation operation) {
        String root = operation.getRequestBody().getRef();
        RequestType<?> type = requestTypes.get(root.substring(root.lastIndexOf('/') + 1));
        MediaType json = mediaType(type.schemaName());
        Texts.under("example." + operation.getOperationId() + ".").forEach((example, text) -> {
            String name = example.substring(example.indexOf('.') + 1);
            json.addExample(name, example(text, Json.parse(Texts.resource("examples/" + name + ".request.json"))));
        });
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .description(Texts.of("request"))
                .content(content(json)));
    }

    /** The statuses of section 3 of the contract's rules that the operation can have. */
    private Set<Integer> errors(String path, boolean hasBody, boolean isPublic) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 406, 500, 503));
        if (!isPublic) {
            statuses.add(401);
        }
        boolean isPartners = tokenName.equals("partnerToken");
        if (isPartners && !isPublic) {
            statuses.add(429);
        }
        if (path.contains("{") || !isPartners) {
            statuses.add(404);
        }
        if (hasBody) {
            statuses.addAll(Set.of(408, 413, 415, 422));
        }
        return statuses;
    }

    /** Returns a reference to a shared response, or a response of its own if the published document has examples. */
    private APIResponse error(String id, int status) {
        if (status == 422) {
            return response(status, mediaType("Errors"));
        }
        ErrorResponse error = ErrorResponse.of(status);
        if (!Texts.under("example." + id + '.' + status + '.').isEmpty()) {
            return constant(error, status);
        }
        String name = camelCase(error);
        components.addResponse(name, constant(error, status));
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private static APIResponse constant(ErrorResponse error, int status) {
        MediaType json = mediaType(
                switch (error) {
                    case UNAUTHORIZED -> "Unauthorized";
                    case NOT_FOUND -> "NotFound";
                    default -> "Errors";
                });
        addExample(json, error);
        if (error == ErrorResponse.BAD_REQUEST) {
            addExample(json, ErrorResponse.INVALID_JSON);
        }
        APIResponse response = response(status, json);
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

    private static APIResponse response(int status, MediaType json) {
        return OASFactory.createAPIResponse()
                .description(Texts.of("status." + status))
                .content(content(json))
                .addHeader(REQUEST_ID, header(REQUEST_ID));
    }

    private static void addExamples(String id, String status, APIResponse response) {
        if (response.getRef() != null) {
            return;
        }
        response.addHeader(REQUEST_ID, header(REQUEST_ID));
        Texts.under("example." + id + '.' + status + '.').forEach((name, text) -> response.getContent()
                .getMediaType(JSON)
                .addExample(name, example(text, Json.parse(Texts.resource("examples/" + name + ".response.json")))));
    }

    private static Header header(String name) {
        return OASFactory.createHeader()
                .description(Texts.of("header." + name))
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Example example(String summary, Object value) {
        return OASFactory.createExample().summary(summary).value(value);
    }

    private static MediaType mediaType(String schema) {
        return OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMAS + schema));
    }

    private static Content content(MediaType json) {
        return OASFactory.createContent().addMediaType(JSON, json);
    }
}
