package be.enbro.soho.uploads;

import be.enbro.soho.access.ApiPath;
import be.enbro.soho.database.ConnectionPool;
import be.enbro.soho.errors.ErrorPage;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.operator.OperatorToken;
import be.enbro.soho.organisations.BearerToken;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.KnownTokens;
import be.enbro.soho.requests.RequestTrace;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
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
 * Waits for a request's body without a thread, at most 10 seconds for the whole of it (contract extensions, section 9). A body
 * that arrived with its head goes straight on; so does one that nobody will read, since the request is refused without it.
 */
public class UploadFilter implements Filter {
    @Inject
    private KnownTokens tokens;

    @EJB
    private OperatorToken operatorToken;

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        Upload upload = Upload.of(request);
        if (upload != null) {
            answer(upload, request, response, chain);
        } else if (!isAwaited(request) || !isAdmitted(request)) {
            answer(request, request.getContentLengthLong(), response, chain);
        } else if (isNotFound(request)) {
            chain.doFilter(new ArrivedRequest(request, new byte[0]), response);
        } else {
            await(request);
        }
    }

    private static void answer(
            Upload upload, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int refusal = upload.refusal();
        if (refusal == 0) {
            answer(upload.arrived(request), upload.size(), response, chain);
            return;
        }
        response.setHeader("Connection", "close");
        ErrorPage.write(response, refusal);
    }

    private static void answer(HttpServletRequest request, long bytes, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LargeBodies place = LargeBodies.enter(RequestTrace.partner(), Math.min(bytes, JsonBody.LIMIT_BYTES));
        if (place == null) {
            response.setHeader("Retry-After", Integer.toString(ConnectionPool.RETRY_SECONDS));
            ErrorPage.write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            place.leave();
        }
    }

    private static void await(HttpServletRequest request) throws IOException {
        RequestTrace.suspend(request);
        AsyncContext context = request.startAsync();
        new Upload(context).begin();
    }

    /** Whether a resource will read a body that has not arrived yet. */
    private static boolean isAwaited(HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod()) || !JsonBody.CONTENT_TYPE.equals(request.getContentType())) {
            return false;
        }
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader("Transfer-Encoding") != null;
        }
        return length <= JsonBody.LIMIT_BYTES && request.getInputStream().available() < length;
    }

    /** Whether the path is certainly none of ours. A server may dispatch it to another one that it decodes to. */
    private static boolean isNotFound(HttpServletRequest request) {
        return request.getRequestURI().indexOf('%') >= 0;
    }

    /** Whether the request is not refused before its body is looked at: by its token, or as one too many at once. */
    private boolean isAdmitted(HttpServletRequest request) {
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        Optional<String> token = BearerToken.ofOnly(authorizations);
        String path = request.getRequestURI();
        if (ApiPath.isOperators(path)) {
            return token.filter(operatorToken::isIt).isPresent();
        }
        Optional<CurrentOrganisation> organisation =
                token.filter(BearerToken::isWellFormed).flatMap(tokens::organisation);
        return ApiPath.isPartners(path) && organisation.isPresent() && RequestTrace.admit(organisation.get());
    }
}
