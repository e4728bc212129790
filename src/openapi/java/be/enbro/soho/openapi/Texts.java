package be.enbro.soho.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The texts of the description, in {@code texts.properties}. */
final class Texts {
    private static final Properties TEXTS = properties();
    private static final Set<String> MISSING = new TreeSet<>();

    private Texts() {}

    /** Returns the text; {@link #verify} reports one that is missing. */
    static String of(String key) {
        return optional(key).orElseGet(() -> {
            MISSING.add(key);
            return "";
        });
    }

    /** @throws IllegalStateException if texts are missing, with the keys of all of them */
    static void verify() {
        if (!MISSING.isEmpty()) {
            throw new IllegalStateException(
                    "texts.properties in src/openapi has no text for " + String.join(", ", MISSING));
        }
    }

    static Optional<String> optional(String key) {
        return Optional.ofNullable(TEXTS.getProperty(key));
    }

    /** Returns the texts whose keys have a prefix, by the rest of their keys. */
    static Map<String, String> under(String prefix) {
        Map<String, String> texts = new TreeMap<>();
        TEXTS.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> texts.put(key.substring(prefix.length()), TEXTS.getProperty(key)));
        return texts;
    }

    static String resource(String file) {
        try (InputStream text = stream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String file) {
        return Objects.requireNonNull(Texts.class.getResourceAsStream(file), file);
    }

    private static Properties properties() {
        Properties texts = new Properties();
        try (InputStream file = stream("texts.properties")) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
