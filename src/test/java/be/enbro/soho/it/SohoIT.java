package be.enbro.soho.it;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole API over HTTP, on one server with one deployment of the WAR built by Maven, against one PostgreSQL. */
@ExtendWith(OneServer.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SohoIT {

    /** Named ROOT so that it is deployed at the server's root. */
    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "ROOT.war")
                .as(ZipImporter.class)
                .importFrom(new File("target/enbro-soho.war"))
                .as(WebArchive.class);
    }

    @Nested
    @Order(1)
    class Health extends HealthScenarios {}

    @Nested
    @Order(2)
    class Portal extends PortalScenarios {}

    @Nested
    @Order(2)
    class Examples extends ExamplesScenarios {}

    @Nested
    @Order(3)
    class Errors extends ErrorsScenarios {}

    @Nested
    @Order(4)
    class Validation extends ValidationScenarios {}

    @Nested
    @Order(4)
    class Change extends ChangeScenarios {}

    @Nested
    @Order(4)
    class Check extends CheckScenarios {}

    @Nested
    @Order(4)
    class Description extends DescriptionScenarios {}

    @Nested
    @Order(5)
    class Operator extends OperatorScenarios {}

    @Nested
    @Order(5)
    class OperatorCorrection extends OperatorCorrectionScenarios {}

    @Nested
    @Order(5)
    class Lookup extends LookupScenarios {}

    @Nested
    @Order(6)
    class Paging extends PagingScenarios {}

    @Nested
    @Order(6)
    class Read extends ReadScenarios {}

    @Nested
    @Order(6)
    class Correction extends CorrectionScenarios {}

    @Nested
    @Order(7)
    class Tenancy extends TenancyScenarios {}

    @Nested
    @Order(8)
    class Token extends TokenScenarios {}

    @Nested
    @Order(8)
    class Access extends AccessScenarios {}

    @Nested
    @Order(8)
    class Scope extends ScopeScenarios {}

    @Nested
    @Order(9)
    class Race extends RaceScenarios {}

    @Nested
    @Order(9)
    class Retry extends RetryScenarios {}

    @Nested
    @Order(10)
    class Erasure extends ErasureScenarios {}

    @Nested
    @Order(10)
    class ErasedPerson extends ErasedPersonScenarios {}

    @Nested
    @Order(10)
    class Landmark extends LandmarkScenarios {}

    @Nested
    @Order(10)
    class Sharing extends SharingScenarios {}

    @Nested
    @Order(11)
    class Statement extends StatementScenarios {}

    @Nested
    @Order(12)
    class Hostile extends HostileScenarios {}

    @Nested
    @Order(12)
    class Limit extends LimitScenarios {}

    @Nested
    @Order(12)
    class Rate extends RateScenarios {}

    @Nested
    @Order(12)
    class Wire extends WireScenarios {}

    @Nested
    @Order(12)
    class Upgrade extends UpgradeScenarios {}

    @Nested
    @Order(13)
    class Supplier extends SupplierScenarios {}

    @Nested
    @Order(13)
    class Locale extends LocaleScenarios {}

    @Nested
    @Order(14)
    class Lock extends LockScenarios {}

    @Nested
    @Order(15)
    class Log extends LogScenarios {}

    @Nested
    @Order(16)
    class Privacy extends PrivacyScenarios {}

    @Nested
    @Order(17)
    class Plan extends PlanScenarios {}

    @Nested
    @Order(17)
    class Administration extends AdministrationScenarios {}

    @Nested
    @Order(18)
    class ReadOnly extends ReadOnlyScenarios {}

    @Nested
    @Order(19)
    class Outage extends OutageScenarios {}
}
