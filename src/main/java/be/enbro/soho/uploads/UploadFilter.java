package be.enbro.soho.uploads;

import be.enbro.soho.access.ApiPath;
import be.enbro.soho.errors.ErrorServlet;
import be.enbro.soho.http.FailureLog;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.organisations.CurrentOrganisation;
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
import java.util.Optional;

/**
 * Waits for a request's body without a thread, at most 10 seconds for the whole of it (contract extensions, section 9). A small
 * body that arrived with its head goes straight on. One that nobody will read, since the request is refused without it, is not
 * waited for.
 */
public class UploadFilter implements Filter {
    private static final int SC_TOO_MANY_REQUESTS = 429;
    private static final int MEMORY_MILLISECONDS = 500;

    @Inject
    private TokenCache tokens;

    @EJB
    private OperatorToken operatorToken;

    private enum Admission {
        UNAUTHENTICATED,
        TOO_MANY,
        ADMITTED
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        Upload upload = Upload.takenFrom(request);
        if (upload != null) {
            answer(upload, request, response, chain);
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

    /** Whether a resource may read a body that is not small and there. */
    private static boolean isRead(HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod()) || !RequestBody.CONTENT_TYPE.equals(request.getContentType())) {
            return false;
        }
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader("Transfer-Encoding") != null;
        }
        return length <= RequestBody.LIMIT_BYTES && (length > BodyMemory.SMALL_BYTES || !hasArrived(request, length));
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
        } else if (admission == Admission.UNAUTHENTICATED || isNotFound(request)) {
            chain.doFilter(ArrivedRequest.without(request), response);
        } else if (hasArrived(request, length)) {
            answer(request, length, response, chain);
        } else {
            Upload.begin(request);
        }
    }

    private static void answer(
            Upload upload, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (upload.isLastOfConnection() || upload.refusal() != 0) {
                response.setHeader("Connection", "close");
            }
            if (upload.refusal() == 0) {
                answer(upload.arrived(request), upload.size(), response, chain);
            } else {
                refuse(response, upload.refusal());
            }
        } finally {
            upload.release();
        }
    }

    private static void answer(HttpServletRequest request, long bytes, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyMemory.Lease memory = BodyMemory.REQUESTS.lease(RequestContext.partner(), bytes, MEMORY_MILLISECONDS);
        if (memory == null) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            memory.end();
        }
    }

    private static void refuse(HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            FailureLog.unavailable("no memory for another large body");
        }
        ErrorServlet.write(response, status);
    }

    /** Whether the path is certainly none of ours. A server may dispatch it to another one that it decodes to. */
    private static boolean isNotFound(HttpServletRequest request) {
        return request.getRequestURI().indexOf('%') >= 0;
    }

    /** Whether the request is refused before its body is looked at: for its token, or as one too many at once. */
    private Admission admission(HttpServletRequest request) {
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        String path = request.getRequestURI();
        if (ApiPath.isOperators(path)) {
            return operatorToken.isIn(authorizations) ? Admission.ADMITTED : Admission.UNAUTHENTICATED;
        }
        Optional<CurrentOrganisation> organisation =
                ApiPath.isPartners(path) ? tokens.organisationFromHeaders(authorizations) : Optional.empty();
        if (organisation.isEmpty()) {
            return Admission.UNAUTHENTICATED;
        }
        return RequestContext.admit(organisation.get()) ? Admission.ADMITTED : Admission.TOO_MANY;
    }
}
