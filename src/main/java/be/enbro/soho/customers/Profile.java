package be.enbro.soho.customers;

import static be.enbro.soho.validation.FieldType.INVALID_FORMAT;
import static be.enbro.soho.validation.FieldType.date;
import static be.enbro.soho.validation.FieldType.oneOf;
import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The person behind a customer. Each customer has exactly one, so it is stored in the customer's row. */
@Embeddable
public class Profile {
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    private static final FieldType<String> TEXT = string();
    private static final FieldType<String> TITLE = oneOf("mr", "mrs");
    private static final FieldType<String> PHONE =
            string().convert(PhoneNumber::e164, INVALID_FORMAT).keyword("format", "phone-number");
    private static final FieldType<LocalDate> DATE = date();
    private static final String DUTCH = "nl";
    private static final FieldType<String> LANGUAGE = oneOf(DUTCH, "fr", "en");

    @Column(insertable = false)
    private long profileId;

    private String title;
    private String firstName;
    private String lastName;
    private LocalDate birthDate;

    /** In E.164 format. */
    private String phone;

    private String city;
    private String street;
    private String building;
    private String buildingAddon;
    private String postalCode;
    private String language;

    @Column(insertable = false)
    private Instant profileCreatedAt;

    @Column(insertable = false)
    private Instant profileUpdatedAt;

    protected Profile() {}

    /** Parses a request; fields are read in the order in which their errors are reported. */
    static Profile from(RequestFields request, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BRUSSELS);
        Profile profile = new Profile();
        profile.firstName = request.required("first_name", TEXT);
        profile.lastName = request.required("last_name", TEXT);
        profile.title = request.required("title", TITLE);
        profile.phone = request.required("phone", PHONE);
        profile.birthDate =
                request.required("birth_date", DATE.check(birth -> birth.isBefore(today), "must be in the past"));
        profile.city = request.required("city", TEXT);
        profile.street = request.required("street", TEXT);
        profile.building = request.required("building", TEXT);
        profile.buildingAddon = request.optional("building_addon", TEXT);
        profile.postalCode = request.required("postal_code", TEXT);
        profile.language = request.optional("language", LANGUAGE, DUTCH);
        return profile;
    }

    void registered(long newId, Instant now) {
        profileId = newId;
        profileCreatedAt = now;
        profileUpdatedAt = now;
    }

    ProfileView view(long customerId, long organisationId) {
        return new ProfileView(
                profileId,
                customerId,
                organisationId,
                title,
                firstName,
                lastName,
                birthDate,
                phone,
                city,
                street,
                building,
                buildingAddon,
                postalCode,
                language,
                profileCreatedAt,
                profileUpdatedAt);
    }
}
