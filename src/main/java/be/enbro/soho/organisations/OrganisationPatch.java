package be.enbro.soho.organisations;

import static be.enbro.soho.validation.FieldType.bool;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;

/**
 * What can be corrected of a partner: the parameters with which it was registered, and whether it is disabled.
 *
 * @param isDisabled null leaves it as it is
 */
record OrganisationPatch(OrganisationParams params, Boolean isDisabled) {
    private static final FieldType<Boolean> FLAG = bool();

    static OrganisationPatch from(RequestFields organisation) {
        return new OrganisationPatch(OrganisationParams.from(organisation), organisation.optional("disabled", FLAG));
    }
}
