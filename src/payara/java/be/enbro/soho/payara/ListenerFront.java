package be.enbro.soho.payara;

import org.glassfish.grizzly.config.ConfigAwareElement;
import org.glassfish.grizzly.config.dom.Http;
import org.glassfish.grizzly.config.dom.NetworkListener;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpCodecFilter;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.hk2.api.PerLookup;
import org.glassfish.hk2.api.ServiceLocator;
import org.jvnet.hk2.annotations.Service;

/**
 * Gives every response of a listener the application's format: a {@link RequestGate} rejects requests that Grizzly or
 * Payara would reject with an empty body or answer with an empty 200, and {@link OwnAnswers} replaces Payara's error
 * pages. The listener of Payara's administration is not changed.
 *
 * <p>It declines every protocol upgrade, to HTTP/2 or WebSocket, and answers the request as sent (RFC 9110, section
 * 7.8). Grizzly by itself reads the body as if the upgrade had been accepted: a POST of the JDK's HTTP client, which
 * offers HTTP/2 with each first request, would lose its JSON.
 *
 * <p>Payara looks up the add-on by this name for each listener; its rank in META-INF/hk2-locator is higher than that of
 * Grizzly's own.
 */
@Service(name = "websocket")
@PerLookup
public final class ListenerFront implements AddOn, ConfigAwareElement<Http> {
    private static final String ADMINISTRATION = "admin-listener";

    private NetworkListener listener;
    private Http settings;

    @Override
    public void configure(ServiceLocator services, NetworkListener listener, Http settings) {
        this.listener = listener;
        this.settings = settings;
    }

    @Override
    public void setup(org.glassfish.grizzly.http.server.NetworkListener none, FilterChainBuilder filters) {
        if (listener.getName().equals(ADMINISTRATION)) {
            return;
        }
        int codec = filters.indexOfType(HttpCodecFilter.class);
        filters.set(codec, new RequestGate(settings));
        HttpServerFilter server = (HttpServerFilter) filters.get(filters.indexOfType(HttpServerFilter.class));
        server.setHttpHandler(new OwnAnswers(server.getHttpHandler(), Availability::isAvailable));
        filters.add(codec + 1, new UpgradeRefusal());
    }

    private static final class UpgradeRefusal extends BaseFilter {
        @Override
        public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
            if (event.type() == HttpEvents.IncomingHttpUpgradeEvent.TYPE) {
                HttpHeader request = ((HttpEvents.IncomingHttpUpgradeEvent) event).getHttpHeader();
                request.setIgnoreContentModifiers(false);
                // Otherwise the connection would be closed after the response.
                request.getUpgradeDC().recycle();
                return context.getStopAction();
            }
            return context.getInvokeAction();
        }
    }
}
