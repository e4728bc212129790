package be.enbro.soho.launcher;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * What {@code java -jar enbro-soho.jar} starts: it opens the launcher's own class loader, because all that the class path
 * sees can be seen from within the WAR as well.
 */
public final class Bootstrap {
    private Bootstrap() {}

    /** Takes the options that {@code --help} lists. */
    public static void main(String[] options) throws ReflectiveOperationException, java.io.IOException {
        URL jar = Bootstrap.class.getProtectionDomain().getCodeSource().getLocation();
        if (jar.getPath().contains("!")) {
            // in the URL of a jar it ends the path, for Java here and there and for Payara Micro everywhere
            System.err.println("the jar cannot be started from a path with an exclamation mark: " + jar.getPath());
            System.exit(1);
        }
        URL launcher = new URL("jar:" + jar + "!/SOHO-INF/launcher/");
        // never closed: the launcher's classes are needed until the process has ended
        ClassLoader loader = new URLClassLoader(new URL[] {launcher}, Bootstrap.class.getClassLoader());
        loader.loadClass("be.enbro.soho.launcher.Server")
                .getMethod("main", String[].class)
                .invoke(null, (Object) options);
    }
}
