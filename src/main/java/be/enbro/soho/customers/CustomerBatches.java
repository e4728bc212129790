package be.enbro.soho.customers;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.RequestCoalescer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Executes the statements of {@link CustomerStatements}, batching concurrent requests of one organisation. Public, because Weld
 * calls methods that are not by reflection.
 */
@ApplicationScoped
public class CustomerBatches {
    @EJB
    private CustomerStatements statements;

    private final RequestCoalescer<CurrentOrganisation, CustomerRequest, Optional<CustomerView>> inserting =
            new RequestCoalescer<>((organisation, requests) -> statements.insert(organisation, requests));

    private final RequestCoalescer<CurrentOrganisation, Long, Optional<CustomerView>> finding =
            new RequestCoalescer<>((organisation, ids) -> statements.find(organisation, ids));

    /** Inserts a customer; returns empty if its email is taken. */
    public Optional<CustomerView> insert(CurrentOrganisation organisation, CustomerRequest request) {
        return inserting.submit(organisation, request);
    }

    public Optional<CustomerView> find(CurrentOrganisation organisation, long id) {
        return finding.submit(organisation, id);
    }
}
