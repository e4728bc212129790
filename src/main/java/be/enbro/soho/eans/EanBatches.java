package be.enbro.soho.eans;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.RequestCoalescer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Executes the statements of {@link EanStatements}, batching concurrent requests of one organisation. Public, because Weld
 * calls methods that are not by reflection.
 */
@ApplicationScoped
public class EanBatches {
    @EJB
    private EanStatements statements;

    private final RequestCoalescer<CurrentOrganisation, EanRequest, Optional<EanView>> inserting =
            new RequestCoalescer<>((organisation, requests) -> statements.insert(organisation, requests));

    private final RequestCoalescer<CurrentOrganisation, Long, Optional<List<EanView>>> listing =
            new RequestCoalescer<>((organisation, ids) -> statements.firstOfCustomers(organisation, ids));

    /** Inserts an EAN; returns empty if the number is taken, the customer does not exist or its limit is reached. */
    public Optional<EanView> insert(CurrentOrganisation organisation, EanRequest request) {
        return inserting.submit(organisation, request);
    }

    /** Returns the first EANs of a customer; empty if the organisation has no such customer. */
    public Optional<List<EanView>> firstOfCustomer(CurrentOrganisation organisation, long customerId) {
        return listing.submit(organisation, customerId);
    }
}
