package be.enbro.soho;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The architecture rules of the project that the compiler cannot check. */
@AnalyzeClasses(locations = ArchitectureTest.DeliveredClasses.class)
class ArchitectureTest {
    private static final String PACKAGE = "be.enbro.soho.";
    private static final List<String> LOCALE_TYPES =
            List.of("java.util.Locale", "java.nio.charset.Charset", "java.time.ZoneId");

    /** The features, each with the features on which it may depend. */
    private static final Map<String, List<String>> FEATURES = Map.ofEntries(
            entry("organisations", List.of()),
            entry("suppliers", List.of()),
            entry("health", List.of()),
            entry("portal", List.of()),
            entry("tokens", List.of("organisations")),
            entry("customers", List.of("organisations")),
            entry("eans", List.of("organisations", "customers", "suppliers")),
            entry("changes", List.of("organisations", "tokens", "suppliers", "customers", "eans")),
            entry("privacy", List.of("organisations", "customers", "eans", "changes")),
            entry("lookup", List.of("customers", "eans")),
            entry("uploads", List.of("organisations", "tokens")));

    private static final DescribedPredicate<JavaAccess<?>> USES_DEFAULTS_ALTHOUGH_AN_OVERLOAD_DOES_NOT =
            describe("leave to the machine what another overload is told", ArchitectureTest::hasExplicitOverload);

    private static final DescribedPredicate<JavaAccess<?>> READS_DEFAULTS =
            describe("ask the machine for its language, time zone or encoding", access -> List.of(
                            "java.util.Locale.getDefault",
                            "java.util.TimeZone.getDefault",
                            "java.time.ZoneId.systemDefault",
                            "java.time.Clock.systemDefaultZone",
                            "java.nio.charset.Charset.defaultCharset")
                    .contains(access.getTarget().getOwner().getName() + "."
                            + access.getTarget().getName()));

    /** The delivered classes: those of the WAR, of the runnable jar and of the extension of Payara. */
    static final class DeliveredClasses implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> test) {
            return Set.of(Location.of(Path.of("target", "classes")));
        }
    }

    @ArchTest
    static final ArchRule validation_knows_nothing_of_http_or_persistence = noClasses()
            .that()
            .resideInAPackage("..validation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "jakarta.persistence..", "jakarta.ejb..", "jakarta.servlet..", "java.sql..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_resource_answers_an_entity = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .haveRawReturnType(CanBeAnnotated.Predicates.annotatedWith(Entity.class))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_entity_leaves_an_ejb = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Stateless.class)
            .and()
            .areNotPrivate()
            .should(be(describe("returning an entity, or a list of entities", ArchitectureTest::returnsEntity)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule layers_depend_downwards_only = noClasses()
            .that()
            .resideInAnyPackage("..persistence..", "..json..", "..settings..", "..postgresql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..soho.validation..", "..soho.errors..", "..soho.http..", "..soho.access..");

    @ArchTest
    static final ArchRule class_names_have_no_technical_suffix = noClasses()
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
            .resideOutsideOfPackages("..launcher..", "..payara..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fish.payara..",
                    "com.sun..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "io.undertow..",
                    "io.zonky..",
                    "be.enbro.soho.launcher..",
                    "be.enbro.soho.payara..");

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles = SlicesRuleDefinition.slices()
            .matching("be.enbro.soho.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static void a_feature_depends_only_on_permitted_features(JavaClasses classes) {
        FEATURES.forEach((feature, others) -> noClasses()
                .that()
                .resideInAPackage(PACKAGE + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(features(other -> !other.equals(feature) && !others.contains(other)))
                .check(classes));
    }

    /** Except the application class, which registers their resources. */
    @ArchTest
    static final ArchRule what_serves_the_features_depends_on_none_of_them = noClasses()
            .that()
            .resideOutsideOfPackages(features(any -> true))
            .and()
            .areNotAssignableTo(SohoApplication.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(features(any -> true));

    @ArchTest
    static final ArchRule nothing_depends_on_the_language_time_zone_or_encoding_of_the_machine = noClasses()
            .should()
            .accessTargetWhere(USES_DEFAULTS_ALTHOUGH_AN_OVERLOAD_DOES_NOT)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class);

    @ArchTest
    static final ArchRule only_the_log_is_in_the_time_of_the_machine = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("be.enbro.soho.launcher.LogLine")
            .should()
            .accessTargetWhere(READS_DEFAULTS);

    /** Their dates are instants in the machine's time zone, which may have skipped that day. */
    @ArchTest
    static final ArchRule days_and_times_are_those_of_java_time = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.util.Date.class,
                    java.util.Calendar.class,
                    java.sql.Date.class,
                    java.sql.Time.class,
                    java.sql.Timestamp.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.text..");

    /** The methods of java.nio.file use UTF-8 on every machine. */
    private static boolean hasExplicitOverload(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)
                || !target.getOwner().getPackageName().startsWith("java.")
                || target.getOwner().getPackageName().equals("java.nio.file")) {
            return false;
        }
        List<String> own = parameters(target.getRawParameterTypes());
        return target.getOwner().getCodeUnits().stream()
                .filter(other -> other.getName().equals(target.getName()))
                .map(other -> parameters(other.getRawParameterTypes()))
                .anyMatch(overload -> addsFirstOrLastParameter(own, overload));
    }

    private static boolean addsFirstOrLastParameter(List<String> parameters, List<String> overload) {
        int last = overload.size() - 1;
        return last == parameters.size()
                && (LOCALE_TYPES.contains(overload.get(0))
                                && overload.subList(1, overload.size()).equals(parameters)
                        || LOCALE_TYPES.contains(overload.get(last))
                                && overload.subList(0, last).equals(parameters));
    }

    private static String[] features(Predicate<String> which) {
        return FEATURES.keySet().stream()
                .filter(which)
                .map(feature -> PACKAGE + feature + "..")
                .toArray(String[]::new);
    }

    private static boolean returnsEntity(JavaMethod method) {
        return method.getReturnType().getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.isAnnotatedWith(Entity.class));
    }

    private static List<String> parameters(List<JavaClass> types) {
        return types.stream().map(JavaClass::getName).toList();
    }
}
