package be.enbro.soho.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.nio.charset.StandardCharsets;

/** Serializes the response records: snake case, times with three fraction digits, nulls omitted. */
public final class Json {
    // Shared, because it caches the metadata of each record.
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(new InstantText()));

    private Json() {}

    /** Serializes a record or a list of records, in UTF-8. */
    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Serializes a record or a map. */
    public static String text(Object value) {
        return JSONB.toJson(value);
    }
}
