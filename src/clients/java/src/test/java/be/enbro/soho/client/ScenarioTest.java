package be.enbro.soho.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.client.api.AccessApi;
import be.enbro.soho.client.api.ChangesApi;
import be.enbro.soho.client.api.CustomersApi;
import be.enbro.soho.client.api.EansApi;
import be.enbro.soho.client.api.SuppliersApi;
import be.enbro.soho.client.model.Change;
import be.enbro.soho.client.model.ChangePage;
import be.enbro.soho.client.model.ConsentGiven;
import be.enbro.soho.client.model.Customer;
import be.enbro.soho.client.model.CustomerList;
import be.enbro.soho.client.model.CustomerPage;
import be.enbro.soho.client.model.CustomerPatch;
import be.enbro.soho.client.model.CustomerPatchRequest;
import be.enbro.soho.client.model.CustomerRequest;
import be.enbro.soho.client.model.CustomerSearch;
import be.enbro.soho.client.model.CustomerSearchRequest;
import be.enbro.soho.client.model.Ean;
import be.enbro.soho.client.model.EanPatch;
import be.enbro.soho.client.model.EanPatchRequest;
import be.enbro.soho.client.model.EanRequest;
import be.enbro.soho.client.model.EansRequest;
import be.enbro.soho.client.model.Error;
import be.enbro.soho.client.model.Errors;
import be.enbro.soho.client.model.Export;
import be.enbro.soho.client.model.NamedSupplierPage;
import be.enbro.soho.client.model.NewConsumption;
import be.enbro.soho.client.model.NewCustomer;
import be.enbro.soho.client.model.NewEan;
import be.enbro.soho.client.model.NewProfile;
import be.enbro.soho.client.model.Organisation;
import be.enbro.soho.client.model.Profile;
import be.enbro.soho.client.model.ProfilePatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generated client against the server at {@code SOHO_URL}, as the organisation of {@code SOHO_TOKEN}. */
class ScenarioTest {
    private final ApiClient client = client(environment("SOHO_URL"), environment("SOHO_TOKEN"));
    private final CustomersApi customers = new CustomersApi(client);
    private final EansApi eans = new EansApi(client);

    @Test
    void a_partner_registers_a_customer_and_its_eans() throws ApiException {
        Organisation organisation = new AccessApi(client).me();
        assertNotNull(organisation.getName());

        Customer customer = Retries.call(key -> customers.createCustomer(request(zoe()), key));
        assertProfile(organisation, customer.getProfile());
        assertEquals(customer.getId(), customer.getProfile().getCustomerId());
        assertEquals(List.of(customer), find(customer));
        assertEquals(customer, customers.showCustomer(customer.getId(), null));

        EanRequest request = new EanRequest().ean(electricity());
        Ean one = Retries.call(key -> eans.createEan(customer.getId(), request, key));
        assertEan(customer, one);
        assertEquals(one, eans.showEan(one.getId(), null));
        assertEquals(List.of(one), eans.findEan(one.getNumber()));
        assertEquals(List.of(), eans.findEan(number()));

        List<NewEan> two = List.of(electricity(), gas());
        EansRequest requests = new EansRequest()
                .eans(two.stream().map(ean -> new EanRequest().ean(ean)).toList());
        List<Ean> bulk = Retries.call(key -> eans.createEans(customer.getId(), requests, key));
        assertEquals(
                two.stream().map(NewEan::getNumber).toList(),
                bulk.stream().map(Ean::getNumber).toList());
        assertEquals(Ean.ProductEnum.GAS, bulk.get(1).getProduct());
        assertNull(bulk.get(1).getFixedFee());
        assertNull(bulk.get(1).getConsumptions());

        assertEquals(List.of(one, bulk.get(0), bulk.get(1)), eans.listEans(customer.getId()));
    }

    @Test
    void a_customer_is_found_by_email_and_after_an_id() throws ApiException {
        Customer customer = customers.createCustomer(request(zoe()), null);
        CustomerPage page = search(customer.getEmail());
        assertEquals(1, page.getTotalPages());
        assertEquals(List.of(customer), page.getRecords());
        assertEquals(List.of(), search("nobody." + customer.getEmail()).getRecords());

        CustomerList list = customers.listCustomers(customer.getId() - 1, 1, null, null);
        assertEquals(List.of(customer), list.getRecords());
        assertNull(list.getCurrentPage());
    }

    @Test
    void suppliers_are_listed() throws ApiException {
        NamedSupplierPage page = new SuppliersApi(client).findSuppliers("no such supplier", null, null);
        assertEquals(List.of(), page.getRecords());
        assertEquals(1, page.getCurrentPage());
    }

    @Test
    void a_create_whose_answer_is_lost_happens_once() throws Exception {
        CustomerRequest request = request(zoe());
        try (LossyProxy proxy = new LossyProxy(environment("SOHO_URL"))) {
            CustomersApi distant = new CustomersApi(client(proxy.origin(), environment("SOHO_TOKEN")));
            ApiResponse<Customer> answer = Retries.call(key -> distant.createCustomerWithHttpInfo(request, key));

            assertEquals(2, proxy.posts());
            assertEquals(List.of("true"), answer.getHeaders().get("idempotent-replayed"));
            assertEquals(
                    List.of(answer.getData()),
                    search(request.getCustomer().getEmail()).getRecords());
        }
    }

    @Test
    void a_restarted_process_gets_the_first_answer_by_its_stored_key() throws ApiException {
        NewCustomer zoe = zoe();
        String stored = UUID.randomUUID().toString();
        Customer first = Retries.call(stored, key -> customers.createCustomer(request(zoe), key));
        assertEquals(first, Retries.call(stored, key -> customers.createCustomer(request(zoe), key)));
    }

    @Test
    void an_email_that_is_taken_is_refused_with_its_code() throws Exception {
        CustomerRequest request = request(zoe());
        customers.createCustomer(request, null);

        List<String> keys = new ArrayList<>();
        ApiException refusal = assertThrows(
                ApiException.class,
                () -> Retries.call(key -> {
                    keys.add(key);
                    return customers.createCustomer(request, key);
                }));
        assertEquals(422, refusal.getCode());
        assertEquals(1, keys.size());
        List<Error> errors = client.getObjectMapper()
                .readValue(refusal.getResponseBody(), Errors.class)
                .getErrors();
        assertEquals(1, errors.size());
        assertEquals("confirmed_email_has_already_been_taken", errors.get(0).getError());
        assertEquals("customer.email", errors.get(0).getPath());
        assertEquals(Error.TypeEnum.CUSTOM, errors.get(0).getType());
        assertNull(errors.get(0).getIndex());
    }

    @Test
    void a_patch_sends_null_for_what_is_set_to_null_and_nothing_for_the_rest() throws Exception {
        NewCustomer zoe = zoe();
        zoe.getProfile().buildingAddon("bus 2");
        ApiResponse<Customer> registered = customers.showCustomerWithHttpInfo(
                customers.createCustomer(request(zoe), null).getId(), null);
        Customer customer = registered.getData();
        String tag = registered.getHeaders().get("etag").get(0);

        CustomerPatchRequest patch = new CustomerPatchRequest()
                .customer(new CustomerPatch()
                        .profile(new ProfilePatch().city("Gent").buildingAddon(null)));
        assertEquals(
                "{\"customer\":{\"profile\":{\"city\":\"Gent\",\"building_addon\":null}}}",
                client.getObjectMapper().writeValueAsString(patch));
        Customer corrected = customers.correctCustomer(customer.getId(), patch, tag);

        customer.updatedAt(corrected.getUpdatedAt());
        customer.getProfile()
                .city("Gent")
                .buildingAddon(null)
                .updatedAt(corrected.getProfile().getUpdatedAt());
        assertEquals(customer, corrected);

        CustomerPatchRequest late =
                new CustomerPatchRequest().customer(new CustomerPatch().profile(new ProfilePatch().city("Brugge")));
        ApiException stale =
                assertThrows(ApiException.class, () -> customers.correctCustomer(customer.getId(), late, tag));
        assertEquals(412, stale.getCode());
        assertEquals(corrected, customers.showCustomer(customer.getId(), null));
    }

    @Test
    void an_ean_is_corrected_and_removed() throws ApiException {
        Customer customer = customers.createCustomer(request(zoe()), null);
        Ean ean = eans.createEan(customer.getId(), new EanRequest().ean(electricity()), null);

        EanPatch patch = new EanPatch().solarPanels(null).fixedFee(null).inverterMaxPower(0L);
        Ean corrected = eans.correctEan(ean.getId(), new EanPatchRequest().ean(patch), null);
        assertEquals(ean.solarPanels(null).fixedFee(null).inverterMaxPower(0), corrected);

        eans.removeEan(ean.getId(), null);
        assertEquals(List.of(), eans.listEans(customer.getId()));
        ApiException gone = assertThrows(ApiException.class, () -> eans.removeEan(ean.getId(), null));
        assertEquals(404, gone.getCode());
    }

    @Test
    @Timeout(60)
    void changes_are_followed_from_where_the_reader_has_stopped() throws Exception {
        String stop = new ChangesApi(client).listChanges(null, null).getNextAfter();
        Customer customer = customers.createCustomer(request(zoe()), null);
        EansRequest two = new EansRequest().eans(List.of(new EanRequest().ean(gas()), new EanRequest().ean(gas())));
        List<Long> ids = eans.createEans(customer.getId(), two, null).stream()
                .map(Ean::getId)
                .toList();
        customers.correctCustomer(
                customer.getId(),
                new CustomerPatchRequest().customer(new CustomerPatch().profile(new ProfilePatch().city("Gent"))),
                null);
        Export export = customers.exportCustomer(customer.getId());
        assertEquals(
                List.of("terms_and_conditions", "privacy_policy"),
                export.getConsents().stream().map(ConsentGiven::getKind).toList());
        assertEquals(2, customers.eraseCustomer(customer.getId(), null).getEans());

        List<Change> changes = follow(stop, customer);
        assertEquals(
                List.of("customer.registered", "eans.registered", "customer.corrected", "customer.erased"),
                changes.stream().map(Change::getType).toList());
        assertEquals(ids, changes.get(1).getEanIds());
        assertEquals(List.of("profile.city"), changes.get(2).getFields());
        assertNull(changes.get(3).getEanIds());
    }

    @Test
    void a_wrong_token_is_refused() {
        ApiException refusal = assertThrows(
                ApiException.class, () -> new AccessApi(client(environment("SOHO_URL"), "0".repeat(32))).me());
        assertEquals(401, refusal.getCode());
    }

    private static ApiClient client(String origin, String token) {
        ApiClient client = new ApiClient().setReadTimeout(Duration.ofSeconds(15));
        client.updateBaseUri(origin);
        return client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is not set: start a server as .ci/clients.sh does");
    }

    /** Reads every page, and returns what has the customer's id. */
    private List<Customer> find(Customer customer) throws ApiException {
        List<Customer> found = new ArrayList<>();
        for (Integer page = 1; page != null; ) {
            CustomerList answer = customers.listCustomers(null, null, page, 25);
            assertEquals(page, answer.getCurrentPage());
            assertEquals(25, answer.getLimitValue());
            answer.getRecords().stream()
                    .filter(record -> record.getId().equals(customer.getId()))
                    .forEach(found::add);
            page = answer.getNextPage();
        }
        return found;
    }

    /** Follows the feed, in parts of two events, to the customer's erasure; returns the events of the customer. */
    private List<Change> follow(String cursor, Customer customer) throws ApiException, InterruptedException {
        ChangesApi feed = new ChangesApi(client);
        List<Change> changes = new ArrayList<>();
        while (changes.stream().noneMatch(change -> change.getType().equals("customer.erased"))) {
            String after = cursor;
            ChangePage page = Retries.call(key -> feed.listChanges(after, 2));
            page.getRecords().stream()
                    .filter(change -> change.getCustomerId().equals(customer.getId()))
                    .forEach(changes::add);
            cursor = page.getNextAfter();
            if (page.getRecords().isEmpty()) {
                Thread.sleep(100);
            }
        }
        return changes;
    }

    private CustomerPage search(String email) throws ApiException {
        return customers.searchCustomers(new CustomerSearchRequest().customer(new CustomerSearch().email(email)));
    }

    private static CustomerRequest request(NewCustomer customer) {
        return new CustomerRequest().customer(customer);
    }

    private static NewCustomer zoe() {
        return new NewCustomer()
                .email(UUID.randomUUID() + "@example.be")
                .termsAndConditions(true)
                .privacyPolicy(true)
                .registeredFromIp("108.254.248.163")
                .profile(new NewProfile()
                        .title(NewProfile.TitleEnum.MRS)
                        .firstName("Zoë")
                        .lastName("Čapek")
                        .birthDate(LocalDate.of(2000, 4, 6))
                        .phone("+32(0)56/98.01.44")
                        .city("Liège")
                        .street("Rue de l'Été")
                        .building("15")
                        .postalCode("4000")
                        .language(NewProfile.LanguageEnum.FR));
    }

    private static void assertProfile(Organisation organisation, Profile profile) {
        assertEquals(organisation.getId(), profile.getOrganisationId());
        assertEquals("Zoë", profile.getFirstName());
        assertEquals("Čapek", profile.getLastName());
        assertEquals("Liège", profile.getCity());
        assertEquals("Rue de l'Été", profile.getStreet());
        assertEquals("+3256980144", profile.getPhone());
        assertEquals(LocalDate.of(2000, 4, 6), profile.getBirthDate());
        assertEquals(Profile.TitleEnum.MRS, profile.getTitle());
        assertEquals(Profile.LanguageEnum.FR, profile.getLanguage());
        assertNull(profile.getBuildingAddon());
    }

    private static NewEan electricity() {
        return new NewEan()
                .product(NewEan.ProductEnum.ELECTRICITY)
                .number(number())
                .solarPanels(true)
                .inverterMaxPower(315L)
                .fixedFee(new BigDecimal("1.00"))
                .contractEndDate(LocalDate.of(2020, 10, 6))
                .consumptions(List.of(new NewConsumption()
                        .name("mono")
                        .volume(new BigDecimal("22.25"))
                        .price(new BigDecimal("0.15"))));
    }

    private static NewEan gas() {
        return new NewEan().product(NewEan.ProductEnum.GAS).number(number());
    }

    private static void assertEan(Customer customer, Ean ean) {
        assertEquals(customer.getId(), ean.getCustomerId());
        assertEquals("ready", ean.getState());
        assertEquals(true, ean.getSolarPanels());
        assertEquals(315, ean.getInverterMaxPower());
        assertEquals("1.0", ean.getFixedFee());
        assertEquals("22.25", ean.getConsumptions().get(0).getVolume());
        assertEquals(LocalDate.of(2020, 10, 6), ean.getContractEndDate());
        assertTrue(!ean.getConfirmedAt().isAfter(ean.getCreatedAt()));
    }

    /** A random EAN of a Belgian metering point, with its GS1 check digit. */
    private static String number() {
        String digits = "54" + ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 1_000_000_000_000_000L);
        int sum = IntStream.range(0, digits.length())
                .map(i -> (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1))
                .sum();
        return digits + (10 - sum % 10) % 10;
    }
}
