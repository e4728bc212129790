package be.enbro.soho.changes;

import be.enbro.soho.customers.Customer;
import be.enbro.soho.eans.Ean;
import be.enbro.soho.organisations.OrganisationParams;
import be.enbro.soho.suppliers.SupplierParams;
import be.enbro.soho.tokens.TokenParams;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of changed fields as the API shows them: dotted, and in the order of the rules. */
final class ChangedFields {
    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "customer.corrected", Customer.fieldNames(),
            "ean.corrected", Ean.fieldNames(),
            "organisation.corrected", OrganisationParams.fieldNames(),
            "token.corrected", TokenParams.fieldNames(),
            "supplier.corrected", SupplierParams.fieldNames());

    private ChangedFields() {}

    /**
     * Returns the fields of columns. A column that is no field, which only SQL by hand changes, is named as it is, at the
     * end.
     */
    static List<String> of(String type, List<String> columns) {
        List<String> changed = BY_TYPE.getOrDefault(type, List.of()).stream()
                .filter(field -> columns.contains(column(field)))
                .toList();
        List<String> known = changed.stream().map(ChangedFields::column).toList();
        return Stream.concat(changed.stream(), columns.stream().filter(column -> !known.contains(column)))
                .toList();
    }

    private static String column(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}
