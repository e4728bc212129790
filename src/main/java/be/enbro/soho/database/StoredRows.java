package be.enbro.soho.database;

import be.enbro.soho.json.InstantText;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;

/**
 * Entities as the rows of an INSERT: one JSON array of objects by column name, read by PostgreSQL's
 * {@code jsonb_populate_record}. A column that an entity does not have, or whose field is null, is NULL; a field that is no
 * column is ignored. So an entity and its table may differ by a column while two versions run side by side.
 *
 * <p>A column has the name of its field, in snake case; no getter is asked.
 */
public final class StoredRows {
    // Kept: it learns each entity once.
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyVisibilityStrategy(new OwnFields())
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(new InstantText()));

    private StoredRows() {}

    public static String of(Collection<?> entities) {
        return JSONB.toJson(entities);
    }

    /** All fields but those that EclipseLink weaves into an entity. */
    private static final class OwnFields implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return !field.getName().startsWith("_");
        }

        @Override
        public boolean isVisible(Method method) {
            return false;
        }
    }
}
