package be.enbro.soho.requests;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Counts the requests in flight, so that the server can stop when they are finished and not before. */
@WebFilter("/*")
public class RequestCount implements Filter {
    private static final String NAME = "be.enbro.soho:type=Requests";

    @Override
    public void init(FilterConfig configuration) throws ServletException {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(Requests.ALL, new ObjectName(NAME));
        } catch (JMException taken) {
            throw new ServletException(NAME, taken);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Requests.ALL.begin();
        try {
            if (Requests.ALL.draining()) ((HttpServletResponse) response).setHeader("Connection", "close");
            chain.doFilter(request, response);
        } finally {
            Requests.ALL.end();
        }
    }

    @Override
    public void destroy() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            return;
        }
    }
}
