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
 * Makes every answer of a listener ours: a {@link RequestGate} refuses what Grizzly or Payara would refuse without a word,
 * or would answer 200 and nothing, and {@link OwnAnswers} writes the errors that Payara would write. The listener of
 * Payara's administration stays as it is.
 *
 * <p>It takes no client's offer to go on in another protocol, neither HTTP/2 nor WebSocket, and answers the request as it stands
 * (RFC 9110, section 7.8). Where nobody takes an offer Grizzly still reads the body as if it were of that protocol: a POST
 * of the JDK's own client, which offers HTTP/2 with each first request, would be without its JSON.
 *
 * <p>Payara asks for the add-on of this name for each listener; the rank in META-INF/hk2-locator puts it before Grizzly's own.
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
                // else the connection would be closed behind the answer
                request.getUpgradeDC().recycle();
                return context.getStopAction();
            }
            return context.getInvokeAction();
        }
    }
}
