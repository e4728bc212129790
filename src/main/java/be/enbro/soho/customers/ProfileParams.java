package be.enbro.soho.customers;

import static be.enbro.soho.params.Kind.INVALID_FORMAT;
import static be.enbro.soho.params.Kind.date;
import static be.enbro.soho.params.Kind.oneOf;
import static be.enbro.soho.params.Kind.string;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The person behind a customer (section 4 of the contract's rules).
 *
 * @param phone in E.164
 */
record ProfileParams(
        String firstName,
        String lastName,
        Title title,
        String phone,
        LocalDate birthDate,
        String city,
        String street,
        String building,
        String buildingAddon,
        String postalCode,
        Language language) {

    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    private static final Kind<String> TEXT = string();
    private static final Kind<Title> TITLE = oneOf(Title.class);
    private static final Kind<String> PHONE = string().then(PhoneNumber::e164, INVALID_FORMAT);
    private static final Kind<LocalDate> DATE = date();
    private static final Kind<Language> LANGUAGE = oneOf(Language.class);

    static ProfileParams from(Fields profile, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BRUSSELS);
        return new ProfileParams(
                profile.required("first_name", TEXT),
                profile.required("last_name", TEXT),
                profile.required("title", TITLE),
                profile.required("phone", PHONE),
                profile.required("birth_date", DATE.check(birth -> birth.isBefore(today), "must be in the past")),
                profile.required("city", TEXT),
                profile.required("street", TEXT),
                profile.required("building", TEXT),
                profile.optional("building_addon", TEXT),
                profile.required("postal_code", TEXT),
                profile.optional("language", LANGUAGE, Language.NL));
    }
}
