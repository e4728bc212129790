package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeFilterTest {
    private static final String CONTENT_TYPE = "application/json; charset=utf-8";
    private static final String WITHOUT_SPACE = "application/json;charset=utf-8";

    /** The calls that change the answer's content type, as the server sees them. */
    private final List<String> calls = new ArrayList<>();

    private HttpServletRequest seen;
    private HttpServletResponse answer;

    // the request

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "Application/JSON ; charset=latin1, application/json",
        "application/json;;;, application/json",
        "application/jsonp, application/octet-stream",
        "application/x-www-form-urlencoded, application/octet-stream",
        "'text/plain; x=application/json', application/octet-stream",
        "garbage, application/octet-stream",
        "'', application/octet-stream"
    })
    void a_content_type_is_json_or_not(String sent, String read) throws Exception {
        filter(request("POST", Map.of("Content-Type", List.of(sent))));

        assertEquals(read, seen.getContentType());
        assertEquals(read, seen.getHeader("content-type"));
        assertEquals(List.of(read), Collections.list(seen.getHeaders("CONTENT-TYPE")));
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, */*",
        "application/json, application/json",
        "'text/html, application/*;q=0.2', application/json",
        "text/html, application/octet-stream",
        "'*/*, application/json;q=0', application/octet-stream"
    })
    void an_accept_allows_json_or_not(String sent, String read) throws Exception {
        filter(request("GET", Map.of("Accept", List.of(sent))));

        assertEquals(read, seen.getHeader("accept"));
        assertEquals(List.of(read), Collections.list(seen.getHeaders("ACCEPT")));
    }

    @Test
    void several_accepts_are_one_list() throws Exception {
        filter(request("GET", Map.of("Accept", List.of("*/*", "application/json;q=0"))));
        assertEquals(List.of("application/octet-stream"), Collections.list(seen.getHeaders("Accept")));

        filter(request("GET", Map.of("Accept", List.of("text/html", "application/json"))));
        assertEquals(List.of("application/json"), Collections.list(seen.getHeaders("Accept")));
    }

    @Test
    void headers_that_were_not_sent_stay_absent() throws Exception {
        filter(request("get", Map.of("X-Other", List.of("a", "b"))));

        assertNull(seen.getContentType());
        assertNull(seen.getHeader("Content-Type"));
        assertNull(seen.getHeader("Accept"));
        assertEquals(List.of(), Collections.list(seen.getHeaders("Accept")));
        assertEquals(List.of("a", "b"), Collections.list(seen.getHeaders("X-Other")));
    }

    @Test
    void a_method_that_does_not_exist_is_one_name() throws Exception {
        filter(request("get", Map.of()));
        assertEquals("OTHER", seen.getMethod());

        filter(request("PATCH", Map.of("Accept", List.of("*/*"))));
        assertEquals("PATCH", seen.getMethod());
    }

    @Test
    void cookies_are_hidden() throws Exception {
        filter(request("GET", Map.of("Cookie", List.of("a=b"))));

        assertNull(seen.getCookies());
    }

    @Test
    void a_request_with_nothing_to_hide_is_passed_on_itself() throws Exception {
        HttpServletRequest plain = request("GET", Map.of());
        filter(plain);
        assertSame(plain, seen);

        HttpServletRequest withCookie = request("GET", Map.of("Cookie", List.of("a=b")));
        filter(withCookie);
        assertNotSame(withCookie, seen);
    }

    // the answer

    @Test
    void a_content_type_is_set_once_however_the_server_sets_it() throws Exception {
        filter(CONTENT_TYPE);
        answer.setContentType(CONTENT_TYPE);
        answer.addHeader("content-type", CONTENT_TYPE);
        answer.setHeader("Content-Type", "text/plain");
        answer.addHeader("X-Other", "a");

        assertEquals(
                List.of(
                        "setHeader Content-Type " + CONTENT_TYPE,
                        "setHeader content-type " + CONTENT_TYPE,
                        "setHeader Content-Type text/plain",
                        "addHeader X-Other a"),
                calls);
    }

    @Test
    void a_server_that_prints_the_type_without_the_space_puts_it_together_itself() throws Exception {
        filter(WITHOUT_SPACE);
        answer.setContentType(CONTENT_TYPE);
        answer.setHeader("Content-Type", "text/plain");

        assertEquals(
                List.of(
                        "setHeader Content-Type " + CONTENT_TYPE,
                        "setCharacterEncoding utf-8",
                        "setContentType application/json",
                        "setHeader Content-Type text/plain"),
                calls);
    }

    private void filter(HttpServletRequest request) throws ServletException, IOException {
        filter(request, CONTENT_TYPE);
    }

    /** On a server that prints the content type of the contract as given. */
    private void filter(String printed) throws ServletException, IOException {
        filter(request("GET", Map.of()), printed);
    }

    private void filter(HttpServletRequest request, String printed) throws ServletException, IOException {
        new MediaTypeFilter().doFilter(request, response(printed), (passedOn, answered) -> {
            seen = (HttpServletRequest) passedOn;
            answer = (HttpServletResponse) answered;
        });
    }

    private static HttpServletRequest request(String method, Map<String, List<String>> sent) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(sent);
        return proxy(HttpServletRequest.class, (request, asked, arguments) -> switch (asked.getName()) {
            case "getMethod" -> method;
            case "getHeader" -> headers.getOrDefault(arguments[0], Collections.singletonList(null))
                    .get(0);
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
            case "getCookies" -> new Cookie[] {new Cookie("a", "b")};
            default -> throw new AssertionError(asked);
        });
    }

    private HttpServletResponse response(String printed) {
        return proxy(HttpServletResponse.class, (response, called, arguments) -> {
            if (called.getName().equals("getHeader")) {
                return printed;
            }
            calls.add(called.getName() + " "
                    + Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(" ")));
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
