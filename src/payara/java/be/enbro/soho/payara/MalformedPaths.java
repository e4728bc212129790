package be.enbro.soho.payara;

import jakarta.inject.Inject;
import java.util.List;
import org.glassfish.api.StartupRunLevel;
import org.glassfish.api.event.EventListener;
import org.glassfish.api.event.Events;
import org.glassfish.grizzly.http.server.util.Mapper;
import org.glassfish.hk2.api.PostConstruct;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.hk2.runlevel.RunLevel;
import org.glassfish.internal.deployment.Deployment;
import org.glassfish.internal.grizzly.ContextMapper;
import org.jvnet.hk2.annotations.Service;

/**
 * Puts a {@link PathCheck} before every application: Payara itself answers a path like {@code /%zz} with 200 and nothing,
 * and writes a stack trace into its log, before any application is asked.
 */
@Service
@RunLevel(StartupRunLevel.VAL)
public final class MalformedPaths implements PostConstruct, EventListener {
    @Inject
    private Events events;

    @Inject
    private ServiceLocator services;

    @Override
    public void postConstruct() {
        events.register(this);
    }

    @Override
    public void event(Event<?> event) {
        if (event.is(Deployment.APPLICATION_STARTED)) {
            List<Mapper> listeners = services.getAllServices(Mapper.class);
            listeners.stream()
                    .filter(ContextMapper.class::isInstance)
                    .map(ContextMapper.class::cast)
                    .filter(listener -> listener.getHttpHandler() != null)
                    .filter(listener -> !(listener.getHttpHandler() instanceof PathCheck))
                    .forEach(listener -> listener.setHttpHandler(new PathCheck(listener.getHttpHandler())));
        }
    }
}
