package be.enbro.soho.organisations;

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

    protected Organisation() {}

    /** The id that its tokens refer to. */
    public long id() {
        return id;
    }

    /** Returns the organisation as the caller of a request. */
    public CurrentOrganisation current() {
        return new CurrentOrganisation(id, name, domain, createdAt);
    }

    OrganisationView view() {
        return new OrganisationView(id, name, domain, createdAt);
    }
}
