package be.enbro.soho.customers;

import static be.enbro.soho.params.Kind.INVALID_FORMAT;
import static be.enbro.soho.params.Kind.bool;
import static be.enbro.soho.params.Kind.object;
import static be.enbro.soho.params.Kind.string;
import static be.enbro.soho.params.Kind.strippedString;

import be.enbro.soho.database.RowsText;
import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import java.time.Instant;
import java.time.InstantSource;

/** A customer as a partner registers it (section 4 of the contract's rules). */
record CustomerParams(
        String email,
        Boolean termsAndConditions,
        Boolean privacyPolicy,
        String registeredFromIp,
        ProfileParams profile) {

    private static final Kind<String> EMAIL = strippedString(EmailAddress.MAX_SIZE)
            .check(EmailAddress::isWellFormed, INVALID_FORMAT)
            .map(EmailAddress::lowerCase);
    private static final Kind<Boolean> CONSENT = bool().check(given -> given, "must be true");
    private static final Kind<String> IP = string().check(IpAddress::isWellFormed, INVALID_FORMAT);

    static CustomerParams from(Fields customer, InstantSource clock) {
        return new CustomerParams(
                customer.required("email", EMAIL),
                customer.required("terms_and_conditions", CONSENT),
                customer.required("privacy_policy", CONSENT),
                customer.required("registered_from_ip", IP),
                customer.required("profile", object(profile -> ProfileParams.from(profile, clock))));
    }

    /** Adds the customer to what is registered, in the order of {@code asked_customer}'s columns. */
    void addTo(RowsText rows) {
        rows.row(
                email,
                registeredFromIp,
                profile.title().term(),
                profile.firstName(),
                profile.lastName(),
                profile.birthDate(),
                profile.phone(),
                profile.city(),
                profile.street(),
                profile.building(),
                profile.buildingAddon(),
                profile.postalCode(),
                profile.language().term());
    }

    /** The customer as it was registered. */
    CustomerView registered(long organisationId, long id, long profileId, Instant registeredAt) {
        ProfileView view = new ProfileView(
                profileId,
                id,
                organisationId,
                profile.title().term(),
                profile.firstName(),
                profile.lastName(),
                profile.birthDate(),
                profile.phone(),
                profile.city(),
                profile.street(),
                profile.building(),
                profile.buildingAddon(),
                profile.postalCode(),
                profile.language().term(),
                registeredAt,
                registeredAt);
        return new CustomerView(id, email, registeredAt, registeredAt, view);
    }
}
