package be.enbro.soho.launcher;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * The main class of {@code java -jar enbro-soho.jar}. Opens a separate class loader for the launcher, because the WAR
 * can see all classes on the class path.
 */
public final class Bootstrap {
    private Bootstrap() {}

    /** Starts the launcher with the options that {@code --help} lists. */
    public static void main(String[] options) throws ReflectiveOperationException, java.io.IOException {
        URL jar = Bootstrap.class.getProtectionDomain().getCodeSource().getLocation();
        if (jar.getPath().contains("!")) {
            // An exclamation mark ends the path in the URL of a jar, for some parts of the JDK and everywhere in Payara
            // Micro.
            System.err.println("the jar cannot be started from a path with an exclamation mark: " + jar.getPath());
            System.exit(1);
        }
        URL launcher = new URL("jar:" + jar + "!/SOHO-INF/launcher/");
        // Never closed, because the launcher's classes are needed until the process ends.
        ClassLoader loader = new URLClassLoader(new URL[] {launcher}, Bootstrap.class.getClassLoader());
        loader.loadClass("be.enbro.soho.launcher.Server")
                .getMethod("main", String[].class)
                .invoke(null, (Object) options);
    }
}
