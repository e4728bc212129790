package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Section 6 of the rules: of forty requests for one email or number exactly one succeeds and nothing is stored in part.
 */
abstract class RaceScenarios {
    private static final int THREADS = 40;
    private static final String ADDED = "has already been added to customer";
    private static final String TAKEN = "has already been taken";

    @RepeatedTest(3)
    void one_of_forty_requests_gets_the_email() throws Exception {
        Partner first = Partner.any();
        Partner second = Partner.any();
        String email = Unique.email();

        List<Answer> answers = Concurrently.send(THREADS, i -> {
            Partner partner = i % 2 == 0 ? first : second;
            String spelt = i % 3 == 0 ? email.toUpperCase() : email;
            Body body = Body.customer().with("customer.email", Body.quoted(spelt));
            return () -> partner.api().post("/api/v1/customers", body.text());
        });

        assertOneWins(200, answers, Set.of(errors(Errors.emailTaken())));
        assertEquals(1, Database.number("SELECT count(*) FROM customers WHERE email = ?", email));
    }

    @RepeatedTest(3)
    void one_of_forty_requests_for_one_customer_gets_the_number() throws Exception {
        Partner partner = Partner.any();
        String path = "/api/v1/customers/" + partner.customer() + "/eans";
        String number = Unique.ean();

        List<Answer> answers = Concurrently.send(
                THREADS, i -> () -> partner.api().post(path, Body.ean(number).text()));

        assertOneWins(201, answers, Set.of(errors(params("ean.number", ADDED), params("ean.number", TAKEN))));
        assertEquals(1, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
    }

    @RepeatedTest(3)
    void one_of_forty_customers_gets_the_number() throws Exception {
        Partner partner = Partner.any();
        List<Long> customers = Stream.generate(partner::customer).limit(THREADS).toList();
        String number = Unique.ean();

        List<Answer> answers = Concurrently.send(
                THREADS,
                i -> () -> partner.api()
                        .post(
                                "/api/v1/customers/" + customers.get(i) + "/eans",
                                Body.ean(number).text()));

        assertOneWins(201, answers, Set.of(errors(params("ean.number", TAKEN))));
        assertEquals(1, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
    }

    @RepeatedTest(3)
    void one_of_forty_bulks_with_the_same_numbers_is_stored_as_a_whole() throws Exception {
        Partner partner = Partner.any();
        long first = partner.customer();
        long second = partner.customer();
        List<String> numbers = Stream.generate(Unique::ean).limit(20).toList();
        List<String> reversed = new ArrayList<>(numbers);
        Collections.reverse(reversed);

        List<Answer> answers = Concurrently.send(
                THREADS,
                i -> () -> partner.api()
                        .post(
                                "/api/v1/customers/" + (i % 2 == 0 ? first : second) + "/eans/bulk",
                                bulk(i % 4 < 2 ? numbers : reversed)));

        assertOneWins(201, answers, Set.of(allRejected(20, ADDED, TAKEN), allRejected(20, TAKEN)));
        assertEquals(20, Database.number("SELECT count(*) FROM eans WHERE customer_id IN (?, ?)", first, second));
        assertEquals(
                1,
                Database.number(
                        "SELECT count(DISTINCT customer_id) FROM eans WHERE customer_id IN (?, ?)", first, second));
    }

    /** As if the number's holder were deleted after the insert and before the errors are determined. */
    @Test
    void an_ean_is_tried_again_if_nothing_explains_its_rejection() {
        Partner partner = Partner.any();
        String path = "/api/v1/customers/" + partner.customer() + "/eans";
        SohoApi retries = partner.api().with("Idempotency-Key", "skipped");
        skipEans();
        Body twice = Body.ean().with("ean.city", "\"Skipped twice\"");
        Body always = Body.ean().with("ean.city", "\"Skipped always\"");

        assertEquals(201, partner.api().post(path, twice.text()).status());
        assertEquals(201, retries.post(path, another(twice).text()).status());
        SohoApi ofBulk = retries.with("Idempotency-Key", "skipped-bulk");
        assertEquals(201, ofBulk.post(path + "/bulk", Body.bulk(another(twice))).status());
        assertEquals(
                201,
                partner.api().post(path + "/bulk", Body.bulk(another(twice))).status());
        assertEquals(503, partner.api().post(path, always.text()).status());
        assertEquals(503, partner.api().post(path + "/bulk", Body.bulk(always)).status());
        assertEquals(
                409,
                retries.with("Idempotency-Key", "always")
                        .post(path, always.text())
                        .status());
        assertEquals(
                4,
                Database.number(
                        "SELECT count(*) FROM eans WHERE city LIKE 'Skipped%' AND customer_id IN"
                                + " (SELECT id FROM customers WHERE organisation_id = ?)",
                        partner.id()));
    }

    private static Body another(Body ean) {
        return ean.with("ean.number", Body.quoted(Unique.ean()));
    }

    private static void skipEans() {
        Database.update("CREATE SEQUENCE IF NOT EXISTS skips");
        Database.update(
                "CREATE OR REPLACE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                        + " IF NEW.city = 'Skipped always' OR nextval('skips') % 3 <> 0 THEN RETURN NULL; END IF; RETURN NEW; END $$");
        Database.update("CREATE OR REPLACE TRIGGER skipped BEFORE INSERT ON eans"
                + " FOR EACH ROW WHEN (NEW.city LIKE 'Skipped%') EXECUTE FUNCTION skip()");
    }

    @Test
    void partly_overlapping_bulks_are_stored_as_a_whole_or_not_at_all() throws Exception {
        Partner partner = Partner.any();
        List<Long> customers = Stream.generate(partner::customer).limit(THREADS).toList();
        List<String> numbers = Stream.generate(Unique::ean).limit(THREADS + 9).toList();

        List<Answer> answers = Concurrently.send(THREADS, i -> {
            List<String> mine = new ArrayList<>(numbers.subList(i, i + 10));
            if (i % 2 == 0) {
                Collections.reverse(mine);
            }
            return () -> partner.api().post("/api/v1/customers/" + customers.get(i) + "/eans/bulk", bulk(mine));
        });

        for (int i = 0; i < THREADS; i++) {
            int written = answers.get(i).status() == 201 ? 10 : 0;
            assertEquals(written, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", customers.get(i)));
        }
        assertTrue(answers.stream().anyMatch(answer -> answer.status() == 201));
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            assertEquals(422, answer.status(), answer.body());
            assertTrue(answer.body().contains(params("ean.number", TAKEN).substring(0, 30)), answer.body());
        });
    }

    @Test
    void single_eans_and_bulks_with_one_number_have_one_winner() throws Exception {
        Partner partner = Partner.any();
        List<Long> customers = Stream.generate(partner::customer).limit(THREADS).toList();
        String number = Unique.ean();
        String taken = errors(params("ean.number", TAKEN));
        String takenInBulk = errors(params("ean.number", TAKEN, 1));

        List<Answer> answers = Concurrently.send(THREADS, i -> {
            String eans = "/api/v1/customers/" + customers.get(i) + "/eans";
            return i % 2 == 0
                    ? () -> partner.api().post(eans, Body.ean(number).text())
                    : () -> partner.api().post(eans + "/bulk", bulk(List.of(Unique.ean(), number, Unique.ean())));
        });

        assertOneWins(201, answers, Set.of(taken, takenInBulk));
        assertEquals(1, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
        assertEquals(
                0,
                Database.number(
                        "SELECT count(*) FROM (SELECT customer_id FROM eans WHERE customer_id BETWEEN ? AND ?"
                                + " GROUP BY customer_id HAVING count(*) NOT IN (1, 3)) AS half_written",
                        customers.get(0),
                        customers.get(THREADS - 1)));
    }

    private static String bulk(List<String> numbers) {
        return Body.bulk(numbers.stream().map(Body::ean).toArray(Body[]::new));
    }

    private static String allRejected(int count, String... messages) {
        return errors(IntStream.range(0, count)
                .boxed()
                .flatMap(index -> Stream.of(messages).map(message -> params("ean.number", message, index)))
                .toArray(String[]::new));
    }

    private static void assertOneWins(int won, List<Answer> answers, Set<String> refusals) {
        for (Answer answer : answers) {
            if (answer.status() != won) {
                assertEquals(422, answer.status(), answer.body());
                assertTrue(refusals.contains(answer.body()), answer.body());
            }
        }
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == won).count());
    }
}
