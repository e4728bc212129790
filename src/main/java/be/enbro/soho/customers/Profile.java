package be.enbro.soho.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;

/** The person behind a customer: always there, always one, so it lives in the customer's row. */
@Embeddable
public class Profile {
    @Column(name = "profile_id")
    private long id;

    private String title;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    @Column(name = "birth_date")
    private LocalDate birthDate;

    private String phone;
    private String city;
    private String street;
    private String building;

    @Column(name = "building_addon")
    private String buildingAddon;

    @Column(name = "postal_code")
    private String postalCode;

    private String language;

    @Column(name = "profile_created_at")
    private Instant createdAt;

    @Column(name = "profile_updated_at")
    private Instant updatedAt;

    protected Profile() {}

    ProfileView view(long customerId, long organisationId) {
        return new ProfileView(
                id,
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
                createdAt,
                updatedAt);
    }
}
