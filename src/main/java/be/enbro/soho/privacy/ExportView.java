package be.enbro.soho.privacy;

import be.enbro.soho.changes.ChangeView;
import be.enbro.soho.customers.CustomerView;
import be.enbro.soho.eans.EanView;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of everything that is stored about a customer. */
@Schema(
        name = "Export",
        requiredProperties = {"exported_at", "customer", "consents", "eans", "changes"})
@JsonbPropertyOrder({"exportedAt", "customer", "consents", "eans", "changes"})
public record ExportView(
        Instant exportedAt,
        CustomerView customer,
        List<ConsentView> consents,
        List<EanView> eans,
        List<ChangeView> changes) {}
