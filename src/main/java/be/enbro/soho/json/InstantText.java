package be.enbro.soho.json;

import jakarta.json.bind.adapter.JsonbAdapter;
import java.time.Instant;

/** Formats times in JSON: UTC with three fraction digits. */
public class InstantText implements JsonbAdapter<Instant, String> {
    @Override
    public String adaptToJson(Instant instant) {
        return Times.text(instant);
    }

    @Override
    public Instant adaptFromJson(String text) {
        return Instant.parse(text);
    }
}
