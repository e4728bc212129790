package be.enbro.soho.suppliers;

import be.enbro.soho.json.Times;
import be.enbro.soho.validation.Patch;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An energy company that supplies metering points. */
@Entity
@Table(name = "suppliers")
public class Supplier {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;

    private Instant createdAt;

    protected Supplier() {}

    Supplier(String name) {
        this.name = name;
        this.createdAt = Times.now();
    }

    void correct(Patch<SupplierParams> patch) {
        if (patch.names().contains("name")) {
            name = patch.values().name();
        }
    }

    SupplierView view() {
        return new SupplierView(id, name, createdAt);
    }
}
