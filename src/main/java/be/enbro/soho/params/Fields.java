package be.enbro.soho.params;

import java.util.Map;

/**
 * The fields of one JSON object, read in the order in which their errors are to be answered.
 *
 * <p>A field that failed is null, like one that was not given; its error is kept.
 */
public final class Fields {

    private final Map<?, ?> object;
    private final Place place;

    Fields(Map<?, ?> object, Place place) {
        this.object = object;
        this.place = place;
    }

    public <T> T required(String name, Kind<T> kind) {
        Object sent = object.get(name);
        if (sent == null && !object.containsKey(name)) {
            return refuse(name, "is missing");
        }
        if (isBlank(sent) && !kind.answersForBlank()) {
            return refuse(name, "must be filled");
        }
        return kind.read(sent, place.inside(name));
    }

    public <T> T optional(String name, Kind<T> kind) {
        return optional(name, kind, null);
    }

    /** An optional field that has a default; null only if it failed. */
    public <T> T optional(String name, Kind<T> kind, T otherwise) {
        Object sent = object.get(name);
        return isBlank(sent) ? otherwise : kind.read(sent, place.inside(name));
    }

    private static boolean isBlank(Object sent) {
        return sent == null || "".equals(sent);
    }

    private <T> T refuse(String name, String message) {
        place.inside(name).refuse(message);
        return null;
    }
}
