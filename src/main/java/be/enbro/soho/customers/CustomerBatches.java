package be.enbro.soho.customers;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.RequestCoalescer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Executes the statements of {@link CustomerStatements}, batching concurrent requests of one organisation. */
@ApplicationScoped
class CustomerBatches {
    @EJB
    private CustomerStatements statements;

    private final RequestCoalescer<CurrentOrganisation, Customer, Optional<CustomerView>> inserting =
            new RequestCoalescer<>((organisation, customers) -> statements.insert(organisation, customers));

    private final RequestCoalescer<CurrentOrganisation, Long, Optional<CustomerView>> finding =
            new RequestCoalescer<>((organisation, ids) -> statements.find(organisation, ids));

    /** Inserts a customer; returns empty if its email is taken. */
    Optional<CustomerView> insert(CurrentOrganisation organisation, Customer customer) {
        return inserting.submit(organisation, customer);
    }

    Optional<CustomerView> find(CurrentOrganisation organisation, long id) {
        return finding.submit(organisation, id);
    }
}
