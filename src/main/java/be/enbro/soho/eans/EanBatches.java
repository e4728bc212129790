package be.enbro.soho.eans;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.RequestCoalescer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Executes the statements of {@link EanStatements} for concurrent requests of one organisation together. */
@ApplicationScoped
class EanBatches {
    @EJB
    private EanStatements statements;

    private final RequestCoalescer<CurrentOrganisation, EanRequest, Optional<EanView>> inserting =
            new RequestCoalescer<>((organisation, requests) -> statements.insert(organisation, requests));

    private final RequestCoalescer<CurrentOrganisation, Long, Optional<List<EanView>>> listing =
            new RequestCoalescer<>((organisation, ids) -> statements.firstOfCustomers(organisation, ids));

    /** Inserts an EAN; empty if the number is taken, or the customer is not there or has no place left. */
    Optional<EanView> insert(CurrentOrganisation organisation, EanRequest request) {
        return inserting.submit(organisation, request);
    }

    /** The first EANs of a customer; empty if the organisation has no such customer. */
    Optional<List<EanView>> firstOfCustomer(CurrentOrganisation organisation, long customerId) {
        return listing.submit(organisation, customerId);
    }
}
