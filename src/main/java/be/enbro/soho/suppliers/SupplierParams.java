package be.enbro.soho.suppliers;

import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;

/** The parameters of an energy supplier, entered by the operator. */
public record SupplierParams(String name) {

    private static final FieldType<String> TEXT = string();

    static SupplierParams from(RequestFields supplier) {
        return new SupplierParams(supplier.required("name", TEXT));
    }
}
