package be.enbro.soho.payara;

import be.enbro.soho.http.AmbiguousPath;
import be.enbro.soho.http.HostHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.config.dom.Http;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Grizzly's HTTP codec, extended to reject with the application's 400 what it or Payara would interpret in its own way:
 * an {@linkplain AmbiguousPath ambiguous path}, an unclear end of the body, a malformed Host, control characters in a
 * header. It closes the connection after such a response, because the start of the next request is unknown.
 */
final class RequestGate extends HttpServerFilter {
    /** Statuses whose reason phrase Grizzly does not know ({@code 422 CUSTOM}) or gets wrong. */
    private static final Map<Integer, HttpStatus> NAMES = Map.of(
            413, HttpStatus.newHttpStatus(413, "Payload Too Large"),
            422, HttpStatus.newHttpStatus(422, "Unprocessable Entity"),
            429, HttpStatus.newHttpStatus(429, "Too Many Requests"));

    /** The request whose body a connection is receiving. */
    private static final Attribute<Object> IN_PROGRESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);

    /** Set on a connection whose last answer has been written. */
    private static final Attribute<Boolean> CLOSING =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(RequestGate.class.getName());

    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    /** RFC 9110, section 9.1; Grizzly accepts line ends in a method. */
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]++");

    private static final byte DELETE = 0x7F;

    /** Creates a gate with the listener's settings; it has no content encodings. */
    RequestGate(Http settings) {
        super(
                Boolean.parseBoolean(settings.getChunkingEnabled()),
                Integer.parseInt(settings.getHeaderBufferLengthBytes()),
                settings.getDefaultResponseType(),
                keepAlive(settings),
                // Idle connections are closed by the previous filter.
                null,
                Integer.parseInt(settings.getMaxRequestHeaders()),
                Integer.parseInt(settings.getMaxResponseHeaders()));
        setMaxPayloadRemainderToSkip(Integer.parseInt(settings.getMaxSwallowingInputBytes()));
        setAllowPayloadForUndefinedHttpMethods(Boolean.parseBoolean(settings.getAllowPayloadForUndefinedHttpMethods()));
    }

    private static KeepAlive keepAlive(Http settings) {
        KeepAlive keepAlive = new KeepAlive();
        keepAlive.setIdleTimeoutInSeconds(Integer.parseInt(settings.getTimeoutSeconds()));
        keepAlive.setMaxRequestsCount(Integer.parseInt(settings.getMaxConnections()));
        return keepAlive;
    }

    /**
     * Skips empty lines before a request (RFC 9112, section 2.2), and everything after the last response of a
     * connection (section 9.6): Grizzly would process requests whose responses are never sent.
     */
    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (IN_PROGRESS.get(context.getConnection()) == null) {
            Buffer input = context.getMessage();
            int start = input.position();
            while (start < input.limit() && isLineEnd(input.get(start))) {
                start++;
            }
            if (start == input.limit() || CLOSING.get(context.getConnection()) != null) {
                input.tryDispose();
                return context.getStopAction();
            }
            if (start > input.position()) {
                context.setMessage(input.split(start));
                input.tryDispose();
            }
        }
        return super.handleRead(context);
    }

    private static boolean isLineEnd(byte character) {
        return character == LINE_FEED || character == CARRIAGE_RETURN;
    }

    /** Returns whether the request is rejected by its headers. */
    @Override
    protected boolean onHttpHeaderParsed(HttpHeader head, Buffer buffer, FilterChainContext context) {
        return super.onHttpHeaderParsed(head, buffer, context)
                || hasControlCharacters(buffer)
                || isRejected((HttpRequestPacket) head);
    }

    private static boolean isRejected(HttpRequestPacket request) {
        return !isKnownVersion(request.getProtocol())
                || !METHOD.matcher(request.getMethod().getMethodString()).matches()
                || isMisdirected(request)
                || isUnclearlyFramed(request);
    }

    private static boolean isKnownVersion(Protocol protocol) {
        return protocol == Protocol.HTTP_1_1 || protocol == Protocol.HTTP_1_0;
    }

    private static boolean isMisdirected(HttpRequestPacket request) {
        String path = request.getRequestURI();
        // The path of OPTIONS for the whole server.
        boolean isPath = path.startsWith("/") || path.equals("*");
        return !isPath || AmbiguousPath.matches(path) || hasMalformedHost(request);
    }

    private static boolean hasMalformedHost(HttpRequestPacket request) {
        String host = request.getHeader(Header.Host);
        return host != null && (HostHeader.isMalformed(host) || isRepeated(request, Header.Host));
    }

    /**
     * RFC 9112, section 6.1: Grizzly would interpret a body in an unknown encoding, and any body of TRACE or CONNECT,
     * as the next request.
     */
    private static boolean isUnclearlyFramed(HttpRequestPacket request) {
        String encoding = request.getHeader(Header.TransferEncoding);
        if (encoding == null) {
            return request.getContentLength() > 0 && hasNoBody(request.getMethod());
        }
        return !encoding.equalsIgnoreCase("chunked")
                || isRepeated(request, Header.TransferEncoding)
                || request.getHeader(Header.ContentLength) != null
                || hasNoBody(request.getMethod());
    }

    private static boolean hasNoBody(Method method) {
        return method.getPayloadExpectation() == Method.PayloadExpectation.NOT_ALLOWED;
    }

    private static boolean isRepeated(HttpRequestPacket request, Header header) {
        MimeHeaders headers = request.getHeaders();
        int first = headers.indexOf(header, 0);
        return first >= 0 && headers.indexOf(header, first + 1) >= 0;
    }

    /**
     * RFC 9110, section 5.5, leaves bytes above 0x7F to the application. Grizzly's own check would reject them, so it
     * is disabled ({@code STRICT_HEADER_VALUE_VALIDATION_RFC_9110}).
     */
    private static boolean hasControlCharacters(Buffer head) {
        for (int i = 0; i < head.position(); i++) {
            byte character = head.get(i);
            boolean isText = character >= ' ' && character != DELETE || character < 0 || character == '\t';
            if (!isText && !isLineEnd(head, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLineEnd(Buffer head, int at) {
        byte character = head.get(at);
        return character == LINE_FEED || character == CARRIAGE_RETURN && head.get(at + 1) == LINE_FEED;
    }

    /** Writes the body of a rejection before any handler runs; Grizzly would send none. */
    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        HttpStatus.BAD_REQUEST_400.setValues(response);
        byte[] body = Envelope.of(400, response).getBytes(StandardCharsets.US_ASCII);
        response.setHeader(Header.Connection, "close");
        response.setContentLength(body.length);
        return HttpContent.builder(response)
                .content(Buffers.wrap(null, body))
                .last(true)
                .build();
    }

    @Override
    protected Buffer encodeHttpPacket(FilterChainContext context, HttpPacket packet) {
        HttpHeader head = packet.isHeader() ? (HttpHeader) packet : ((HttpContent) packet).getHttpHeader();
        HttpResponsePacket response = (HttpResponsePacket) head;
        boolean isHead = !response.isCommitted() && !response.isAcknowledgement();
        if (isHead) {
            HttpStatus named = NAMES.get(response.getStatus());
            if (named != null) {
                named.setValues(response);
            }
        }
        Buffer encoded = super.encodeHttpPacket(context, packet);
        if (isHead && !response.getProcessingState().isKeepAlive()) {
            CLOSING.set(context.getConnection(), true);
        }
        return encoded;
    }
}
