package be.enbro.soho.payara;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpCodecFilter;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.jvnet.hk2.annotations.Service;

/**
 * Takes no client's offer to go on in another protocol, neither HTTP/2 nor WebSocket, and answers the request as it stands
 * (RFC 9110, section 7.8). Where nobody takes an offer Grizzly still reads the body as if it were of that protocol: a POST
 * of the JDK's own client, which offers HTTP/2 with each first request, would be without its JSON.
 *
 * <p>Payara asks for the add-on of this name for each listener; the rank in META-INF/hk2-locator puts it before Grizzly's own.
 */
@Service(name = "websocket")
public final class UpgradeRefusal implements AddOn {
    @Override
    public void setup(NetworkListener listener, FilterChainBuilder filters) {
        filters.add(filters.indexOfType(HttpCodecFilter.class) + 1, new Refusal());
    }

    /** Payara calls it by reflection, as Grizzly's own add-on has it; there is no connection that could time out. */
    public void setTimeoutInSeconds(@SuppressWarnings("unused") long seconds) {}

    private static final class Refusal extends BaseFilter {
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
