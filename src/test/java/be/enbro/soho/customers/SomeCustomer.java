package be.enbro.soho.customers;

import be.enbro.soho.errors.Rejected;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.params.Parsed;
import java.time.LocalDate;
import java.util.List;

/** Customers that differ in their email. */
public final class SomeCustomer {
    private SomeCustomer() {}

    static Parsed<CustomerParams> asked(String email) {
        ProfileParams profile = new ProfileParams(
                "Danny",
                "Ocean",
                Title.MR,
                "+3256980144",
                LocalDate.of(2000, 4, 6),
                "Gent",
                "Veldstraat",
                "1",
                null,
                "9000",
                Language.NL);
        return new Parsed<>(new CustomerParams(email, true, true, "98.99.253.30", profile), List.of());
    }

    /** A new one of the organisation; {@link Rejected} if the email is taken. */
    public static CustomerView registered(Customers customers, CurrentOrganisation organisation, String email) {
        Parsed<CustomerParams> asked = asked(email);
        return customers
                .register(organisation, List.of(asked))
                .get(0)
                .orElseThrow(() -> new Rejected(customers.errors(asked)));
    }
}
