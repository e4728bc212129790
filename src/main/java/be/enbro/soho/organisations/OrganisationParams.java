package be.enbro.soho.organisations;

import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import java.util.List;
import java.util.regex.Pattern;

/** The parameters of a partner, entered by the operator. */
public record OrganisationParams(String name, String domain) {

    /** Lower-case letters, digits and inner hyphens, in labels joined by dots. */
    private static final Pattern DOMAIN = Pattern.compile("^[a-z0-9]+(-+[a-z0-9]+)*([.][a-z0-9]+(-+[a-z0-9]+)*)*$");

    private static final FieldType<String> TEXT = string();
    private static final FieldType<String> DOMAIN_NAME = string().matching(DOMAIN);

    static OrganisationParams from(RequestFields organisation) {
        return new OrganisationParams(
                organisation.required("name", TEXT), organisation.required("domain", DOMAIN_NAME));
    }

    /** Returns the names of the fields in the order of the rules. */
    public static List<String> fieldNames() {
        return object(OrganisationParams::from).fieldNames();
    }
}
