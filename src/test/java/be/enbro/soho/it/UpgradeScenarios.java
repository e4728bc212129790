package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of this version serves while a newer version has added a column to each table. */
abstract class UpgradeScenarios {
    private static final String CUSTOMERS = "/api/v1/customers";

    private SohoApi api;

    @BeforeEach
    void setUp() {
        Fixtures.deleteAll();
        api = Partner.any().api();
    }

    @AfterEach
    void dropColumns() {
        Database.update("ALTER TABLE customers DROP COLUMN IF EXISTS later");
        Database.update("ALTER TABLE eans DROP COLUMN IF EXISTS later");
    }

    @Test
    void a_column_of_a_newer_version_affects_neither_writes_nor_reads() {
        registerAndRead();

        Database.update("ALTER TABLE customers ADD COLUMN later varchar(10)");
        Database.update("ALTER TABLE eans ADD COLUMN later varchar(10)");
        registerAndRead();

        dropColumns();
        registerAndRead();
        assertEquals(3, Fixtures.count("customers"));
        assertEquals(9, Fixtures.count("eans"));
    }

    /** Repeats the requests so often that each connection has prepared its statements. */
    private void registerAndRead() {
        Answer customer = api.post(CUSTOMERS, Body.customer().text());
        assertEquals(200, customer.status(), customer.body());
        String eans = CUSTOMERS + "/" + customer.number("id") + "/eans";
        assertEquals(201, api.post(eans, Body.ean().text()).status());
        assertEquals(
                201, api.post(eans + "/bulk", Body.bulk(Body.ean(), Body.ean())).status());
        for (int i = 0; i < 40; i++) {
            Answer shown = api.get(CUSTOMERS + "/" + customer.number("id"));
            assertEquals(200 + customer.body(), shown.status() + shown.body());
            assertEquals(200, api.get(CUSTOMERS).status());
            assertEquals(200, api.get(eans).status());
        }
    }
}
