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
import java.util.TreeMap;

/** The texts of the description, in {@code texts.properties}. */
final class Texts {
    private static final Properties TEXTS = properties();

    private Texts() {}

    /** @throws IllegalStateException if there is no such text */
    static String of(String key) {
        return optional(key).orElseThrow(() -> new IllegalStateException("texts.properties has no text for " + key));
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
