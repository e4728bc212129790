package be.enbro.soho.organisations;

import static be.enbro.soho.params.Kind.INVALID_FORMAT;
import static be.enbro.soho.params.Kind.string;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import java.util.regex.Pattern;

/** A partner as the operator enters it. */
public record OrganisationParams(String name, String domain) {

    private static final String LABEL = "[a-z0-9]++(?:-++[a-z0-9]++)*+";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");

    private static final Kind<String> TEXT = string();
    private static final Kind<String> DOMAIN_NAME = string().check(DOMAIN.asMatchPredicate(), INVALID_FORMAT);

    static OrganisationParams from(Fields organisation) {
        return new OrganisationParams(
                organisation.required("name", TEXT), organisation.required("domain", DOMAIN_NAME));
    }
}
