package be.enbro.soho.incontainer;

import be.enbro.soho.http.RequestContext;
import be.enbro.soho.it.Unique;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.OrganisationParams;
import be.enbro.soho.organisations.OrganisationView;
import be.enbro.soho.organisations.Organisations;

/** Creates organisations that are distinct from all others. */
public final class PartnerFixture {
    private PartnerFixture() {}

    /** Returns a request with a unique domain. */
    public static OrganisationParams request() {
        long number = Unique.number();
        return new OrganisationParams("Partner " + number, "partner-" + number + ".example");
    }

    /** Registers a new organisation, as the operator does, and returns it as its requests identify it. */
    public static CurrentOrganisation register(Organisations organisations) {
        RequestContext.operator();
        OrganisationView view = organisations.register(request());
        return new CurrentOrganisation(view.id(), view.name(), view.domain(), view.createdAt());
    }
}
