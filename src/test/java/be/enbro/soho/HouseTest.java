package be.enbro.soho;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;

/** The house's rules that a compiler does not know. */
@AnalyzeClasses(packages = "be.enbro.soho", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule params_know_nothing_of_http_or_persistence = noClasses()
            .that()
            .resideInAPackage("..params..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "jakarta.persistence..", "jakarta.ejb..", "jakarta.servlet..", "java.sql..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule resources_do_not_see_entities = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Entity.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_entity_leaves_an_ejb = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Stateless.class)
            .and()
            .areNotPrivate()
            .should()
            .haveRawReturnType(CanBeAnnotated.Predicates.annotatedWith(Entity.class))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_are_the_field_s_terms = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Base")
            .orShould()
            .haveSimpleNameEndingWith("Service");

    @ArchTest
    static final ArchRule no_class_knows_which_server_it_runs_on = noClasses()
            .that()
            .resideOutsideOfPackage("..launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fish.payara..",
                    "com.sun..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "io.undertow..",
                    "io.zonky..");

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles = SlicesRuleDefinition.slices()
            .matching("be.enbro.soho.(*)..")
            .should()
            .beFreeOfCycles();
}
