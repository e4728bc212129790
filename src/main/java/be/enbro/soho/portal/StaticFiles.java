package be.enbro.soho.portal;

import be.enbro.soho.json.JsonResponseFilter;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the WAR that the portal serves: the descriptions and the error catalogue from the class path, and those
 * directly in WEB-INF/portal. Each is read at its first request and kept.
 */
final class StaticFiles {
    static final String PARTNER_JSON = "/openapi.json";
    static final String PARTNER_YAML = "/openapi.yaml";
    static final String OPERATOR_JSON = "/operator/openapi.json";

    static final Map<String, String> RESOURCES = Map.of(
            PARTNER_JSON,
            "openapi/partner.json",
            PARTNER_YAML,
            "openapi/partner.yaml",
            OPERATOR_JSON,
            "openapi/operator.json",
            "/docs/errors.json",
            "portal/errors.json");
    private static final Map<String, String> TYPES = Map.of(
            "json", JsonResponseFilter.CONTENT_TYPE,
            "yaml", "application/yaml; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8");
    static final String ASSETS = "/docs/assets/";
    private static final String FOLDER = "/WEB-INF/portal/";

    private final ServletContext war;
    private final Map<String, Document> read = new ConcurrentHashMap<>();

    StaticFiles(ServletContext war) {
        this.war = war;
    }

    /** Returns the file at a path of the server; empty if there is none. */
    Optional<Document> at(String path) {
        return Optional.ofNullable(read.computeIfAbsent(path, this::read));
    }

    private Document read(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (InputStream file = open(path)) {
            return file == null ? null : new Document(type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String path) {
        String resource = RESOURCES.get(path);
        if (resource != null) {
            return StaticFiles.class.getClassLoader().getResourceAsStream(resource);
        }
        if (!path.startsWith(ASSETS)) {
            return null;
        }
        String file = FOLDER + path.substring(ASSETS.length());
        return isListed(file) ? war.getResourceAsStream(file) : null;
    }

    /** Only a name in the listing is opened, so that no spelling of a path leads to another folder. */
    private boolean isListed(String file) {
        Set<String> files = war.getResourcePaths(FOLDER);
        return files != null && files.contains(file);
    }
}
