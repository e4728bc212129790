package be.enbro.soho.payara;

import be.enbro.soho.requests.AmbiguousPath;
import be.enbro.soho.requests.HostHeader;
import java.util.Iterator;
import java.util.Map;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.config.dom.Http;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.ContentEncoding;
import org.glassfish.grizzly.http.HttpCodecFilter;
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

/**
 * Grizzly's reader and writer of HTTP, which refuses with our 400 what it, or Payara behind it, would read in a way of its
 * own: an {@linkplain AmbiguousPath ambiguous path}, an unclear end of the body, a malformed Host, control characters in a header.
 * It closes the connection behind such an answer, since nobody knows where the next request begins.
 */
final class RequestGate extends HttpServerFilter {
    /** Statuses that Grizzly has no name for: it would answer {@code 422 CUSTOM}. */
    private static final Map<Integer, HttpStatus> UNNAMED = Map.of(
            422, HttpStatus.newHttpStatus(422, "Unprocessable Entity"),
            428, HttpStatus.newHttpStatus(428, "Precondition Required"),
            429, HttpStatus.newHttpStatus(429, "Too Many Requests"));

    private static final byte DELETE = 0x7F;

    private RequestGate(Http settings) {
        super(
                Boolean.parseBoolean(settings.getChunkingEnabled()),
                Integer.parseInt(settings.getHeaderBufferLengthBytes()),
                settings.getDefaultResponseType(),
                keepAlive(settings),
                // an idle connection is closed by the filter before this one
                null,
                Integer.parseInt(settings.getMaxRequestHeaders()),
                Integer.parseInt(settings.getMaxResponseHeaders()));
        setMaxPayloadRemainderToSkip(Integer.parseInt(settings.getMaxSwallowingInputBytes()));
        setAllowPayloadForUndefinedHttpMethods(Boolean.parseBoolean(settings.getAllowPayloadForUndefinedHttpMethods()));
        setRemoveHandledContentEncodingHeaders(true);
    }

    /** A gate with the listener's settings, and the content encodings of the filter whose place it takes. */
    static RequestGate inPlaceOf(HttpCodecFilter codec, Http settings) {
        RequestGate gate = new RequestGate(settings);
        for (ContentEncoding encoding : codec.getContentEncodings()) {
            gate.addContentEncoding(encoding);
        }
        return gate;
    }

    private static KeepAlive keepAlive(Http settings) {
        KeepAlive keepAlive = new KeepAlive();
        keepAlive.setIdleTimeoutInSeconds(Integer.parseInt(settings.getTimeoutSeconds()));
        keepAlive.setMaxRequestsCount(Integer.parseInt(settings.getMaxConnections()));
        return keepAlive;
    }

    /** Whether the head of a request is refused. */
    @Override
    protected boolean onHttpHeaderParsed(HttpHeader head, Buffer buffer, FilterChainContext context) {
        return super.onHttpHeaderParsed(head, buffer, context)
                || hasControlCharacters(buffer)
                || isRefused((HttpRequestPacket) head);
    }

    private static boolean isRefused(HttpRequestPacket request) {
        return !isOfKnownVersion(request.getProtocol()) || isMisdirected(request) || isUnclearlyFramed(request);
    }

    private static boolean isOfKnownVersion(Protocol protocol) {
        return protocol == Protocol.HTTP_1_1 || protocol == Protocol.HTTP_1_0;
    }

    private static boolean isMisdirected(HttpRequestPacket request) {
        String path = request.getRequestURI();
        // the path of OPTIONS for the server as a whole
        boolean isPath = path.startsWith("/") || path.equals("*");
        return !isPath || AmbiguousPath.matches(path) || isOfMalformedHost(request);
    }

    private static boolean isOfMalformedHost(HttpRequestPacket request) {
        String host = request.getHeader(Header.Host);
        return host != null && (HostHeader.isMalformed(host) || isGivenTwice(request, Header.Host));
    }

    /**
     * RFC 9112, section 6.1: Grizzly takes a body whose encoding it does not know, and any body of TRACE or CONNECT, for
     * the next request.
     */
    private static boolean isUnclearlyFramed(HttpRequestPacket request) {
        String encoding = request.getHeader(Header.TransferEncoding);
        if (encoding == null) {
            return request.getContentLength() > 0 && hasNoBody(request.getMethod());
        }
        return !encoding.equalsIgnoreCase("chunked")
                || isGivenTwice(request, Header.TransferEncoding)
                || request.getHeader(Header.ContentLength) != null
                || hasNoBody(request.getMethod());
    }

    private static boolean hasNoBody(Method method) {
        return method.getPayloadExpectation() == Method.PayloadExpectation.NOT_ALLOWED;
    }

    private static boolean isGivenTwice(HttpRequestPacket request, Header header) {
        Iterator<String> values = request.getHeaders().values(header).iterator();
        return values.hasNext() && values.next() != null && values.hasNext();
    }

    /**
     * RFC 9110, section 5.5, leaves bytes above 0x7F to the application; Grizzly's own check would refuse them, so it is
     * off ({@code STRICT_HEADER_VALUE_VALIDATION_RFC_9110}).
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
        return character == '\n' || character == '\r' && head.get(at + 1) == '\n';
    }

    /** What is refused before a handler sees it, instead of a status and nothing. */
    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        return Refusal.of(response);
    }

    @Override
    protected Buffer encodeHttpPacket(FilterChainContext context, HttpPacket packet) {
        HttpHeader head = packet.isHeader() ? (HttpHeader) packet : ((HttpContent) packet).getHttpHeader();
        if (!head.isCommitted()) {
            HttpResponsePacket response = (HttpResponsePacket) head;
            HttpStatus named = UNNAMED.get(response.getStatus());
            if (named != null) {
                named.setValues(response);
            }
        }
        return super.encodeHttpPacket(context, packet);
    }
}
