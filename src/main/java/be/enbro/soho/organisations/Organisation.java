package be.enbro.soho.organisations;

import be.enbro.soho.json.Times;
import be.enbro.soho.validation.Patch;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A white-label partner. Only the partner itself can see the customers it registers. */
@Entity
@Table(name = "organisations")
public class Organisation {
    @Id
    private long id;

    private String name;
    private String domain;

    private Instant createdAt;

    /** Null while it is enabled. */
    private Instant disabledAt;

    protected Organisation() {}

    /** The id that its tokens refer to. */
    public long id() {
        return id;
    }

    /** Returns the organisation as the caller of a request. */
    public CurrentOrganisation current() {
        return new CurrentOrganisation(id, name, domain, createdAt);
    }

    /** Returns whether its tokens open nothing. */
    public boolean isDisabled() {
        return disabledAt != null;
    }

    /** Returns the values that its columns have after a patch, for those that the patch names and {@code disabled_at}. */
    Organisation corrected(Patch<OrganisationPatch> patch) {
        OrganisationPatch values = patch.values();
        Organisation corrected = new Organisation();
        corrected.name = values.params().name();
        corrected.domain = values.params().domain();
        corrected.disabledAt = disabledAt(values.isDisabled());
        return corrected;
    }

    private Instant disabledAt(Boolean shouldBeDisabled) {
        if (shouldBeDisabled == null || shouldBeDisabled == isDisabled()) {
            return disabledAt;
        }
        return shouldBeDisabled ? Times.now() : null;
    }

    OrganisationView view() {
        return new OrganisationView(id, name, domain, createdAt, disabledAt);
    }
}
