package be.enbro.soho.uploads;

import be.enbro.soho.access.ApiPath;
import be.enbro.soho.errors.ErrorServlet;
import be.enbro.soho.http.FailureLog;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.tokens.ActiveToken;
import be.enbro.soho.tokens.OperatorToken;
import be.enbro.soho.tokens.TokenCache;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Receives a request's body without occupying a thread, in at most 10 seconds (contract extensions, section 9). A small
 * body that has arrived with the headers is passed on at once. The body of a request that is rejected without it is not
 * awaited.
 */
public class UploadFilter implements Filter {
    private static final int SC_TOO_MANY_REQUESTS = 429;
    private static final int MEMORY_MILLISECONDS = 500;

    /** The methods whose resources read a body. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PATCH");

    @Inject
    private TokenCache tokens;

    @EJB
    private OperatorToken operatorToken;

    private enum Admission {
        UNAUTHENTICATED,
        FORBIDDEN,
        TOO_MANY,
        ADMITTED
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        Upload upload = Upload.takeFrom(request);
        if (upload != null) {
            process(upload, request, response, chain);
        } else if (isRead(request)) {
            receive(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        Upload.endWatch();
    }

    /** Returns whether a resource may read the body and it is large or has not arrived yet. */
    private static boolean isRead(HttpServletRequest request) throws IOException {
        if (!WITH_BODY.contains(request.getMethod()) || !JsonBody.CONTENT_TYPE.equals(request.getContentType())) {
            return false;
        }
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader("Transfer-Encoding") != null;
        }
        return length <= JsonBody.LIMIT_BYTES && (length > BodyMemory.SMALL_BYTES || !hasArrived(request, length));
    }

    private static boolean hasArrived(HttpServletRequest request, long length) throws IOException {
        return length >= 0 && request.getInputStream().available() >= length;
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Admission admission = admission(request);
        long length = request.getContentLengthLong();
        if (admission == Admission.TOO_MANY) {
            ErrorServlet.write(response, SC_TOO_MANY_REQUESTS);
        } else if (admission != Admission.ADMITTED || isNotFound(request)) {
            chain.doFilter(ArrivedRequest.without(request), response);
        } else if (hasArrived(request, length)) {
            process(request, length, response, chain);
        } else {
            Upload.begin(request);
        }
    }

    private static void process(
            Upload upload, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (upload.isLastOfConnection() || upload.rejectionStatus() != 0) {
                response.setHeader("Connection", "close");
            }
            if (upload.rejectionStatus() == 0) {
                process(upload.arrived(request), upload.size(), response, chain);
            } else {
                reject(response, upload.rejectionStatus());
            }
        } finally {
            upload.release();
        }
    }

    private static void process(HttpServletRequest request, long bytes, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyMemory.Lease memory = BodyMemory.REQUESTS.lease(RequestContext.partner(), bytes, MEMORY_MILLISECONDS);
        if (memory == null) {
            reject(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            memory.end();
        }
    }

    private static void reject(HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            FailureLog.unavailable("no memory for another large body");
        }
        ErrorServlet.write(response, status);
    }

    /**
     * Returns whether the path certainly does not belong to the API. A server may dispatch it to another path, which
     * results from decoding.
     */
    private static boolean isNotFound(HttpServletRequest request) {
        return request.getRequestURI().indexOf('%') >= 0;
    }

    /**
     * Decides whether the request is rejected before its body is read: for its token or the token's scope, or because
     * of too many requests.
     */
    private Admission admission(HttpServletRequest request) {
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        String path = request.getRequestURI();
        if (ApiPath.isOperators(path)) {
            return operatorToken.matches(authorizations) ? Admission.ADMITTED : Admission.UNAUTHENTICATED;
        }
        return ApiPath.isPartners(path)
                ? tokens.findInHeaders(authorizations)
                        .map(token -> admission(token, request))
                        .orElse(Admission.UNAUTHENTICATED)
                : Admission.UNAUTHENTICATED;
    }

    private static Admission admission(ActiveToken token, HttpServletRequest request) {
        if (!RequestContext.admit(token.organisation(), token.id(), token.isReadOnly())) {
            return Admission.TOO_MANY;
        }
        return token.isReadOnly() && ApiPath.isWrite(request.getMethod(), request.getRequestURI())
                ? Admission.FORBIDDEN
                : Admission.ADMITTED;
    }
}
