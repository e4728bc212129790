package be.enbro.soho.suppliers;

import static be.enbro.soho.params.Kind.string;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;

/** An energy supplier as the operator enters it. */
public record SupplierParams(String name) {

    private static final Kind<String> TEXT = string();

    static SupplierParams from(Fields supplier) {
        return new SupplierParams(supplier.required("name", TEXT));
    }
}
