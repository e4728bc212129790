package be.enbro.soho.suppliers;

import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import java.util.List;

/** The parameters of an energy supplier, entered by the operator. */
public record SupplierParams(String name) {

    private static final FieldType<String> TEXT = string();

    static SupplierParams from(RequestFields supplier) {
        return new SupplierParams(supplier.required("name", TEXT));
    }

    /** Returns the names of the fields in the order of the rules. */
    public static List<String> fieldNames() {
        return object(SupplierParams::from).fieldNames();
    }
}
