package be.enbro.soho.incontainer;

import be.enbro.soho.it.Body;
import be.enbro.soho.it.Sql;
import be.enbro.soho.it.Unique;
import java.io.File;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR built by Maven, deployed at the server's root, with tests added. */
public final class SohoWar {
    private SohoWar() {}

    /** Returns the WAR with a test, the classes that it needs, and the common test classes. */
    public static WebArchive with(Class<?>... tests) {
        return ShrinkWrap.create(WebArchive.class, "ROOT.war")
                .as(ZipImporter.class)
                .importFrom(new File("target/enbro-soho.war"))
                .as(WebArchive.class)
                .addPackage(InContainer.class.getPackage())
                .addClasses(Body.class, Unique.class, Sql.class)
                .addAsLibraries(jar(Awaitility.class), jar(Matcher.class))
                .addClasses(tests);
    }

    private static File jar(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
