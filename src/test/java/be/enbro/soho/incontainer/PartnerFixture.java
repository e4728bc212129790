package be.enbro.soho.incontainer;

import be.enbro.soho.it.Unique;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.OrganisationParams;
import be.enbro.soho.organisations.OrganisationView;
import be.enbro.soho.organisations.Organisations;
import be.enbro.soho.validation.Validated;
import java.util.List;

/** Organisations that a test can tell apart from any other. */
public final class PartnerFixture {
    private PartnerFixture() {}

    /** Of a domain that no other has. */
    public static Validated<OrganisationParams> asked() {
        long number = Unique.number();
        return new Validated<>(
                new OrganisationParams("Partner " + number, "partner-" + number + ".example"), List.of());
    }

    /** A new one, as its requests would come. */
    public static CurrentOrganisation registered(Organisations organisations) {
        OrganisationView view = organisations.register(asked());
        return new CurrentOrganisation(view.id(), view.name(), view.domain(), view.createdAt());
    }
}
