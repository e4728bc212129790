package be.enbro.soho.organisations;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A white-label partner: the customers it registers are seen by nobody else. */
@Entity
@Table(name = "organisations")
public class Organisation {
    @Id
    private long id;

    private String name;
    private String domain;

    private Instant createdAt;

    protected Organisation() {}

    /** What its tokens refer to it by. */
    public long id() {
        return id;
    }

    /** The organisation as a request with one of its tokens sees it. */
    public CurrentOrganisation current() {
        return new CurrentOrganisation(id, name, domain, createdAt);
    }

    OrganisationView view() {
        return new OrganisationView(id, name, domain, createdAt);
    }
}
