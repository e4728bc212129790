package be.enbro.soho.persistence;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.persistence.EntityManager;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;

/**
 * The columns of an entity and the values of its rows, derived from its JPA mapping, for native statements that read or
 * insert any number of rows. Values are matched to columns by name, so an entity and its table may differ by a column
 * while two versions run side by side.
 *
 * <p>Immutable. Creating it reads the mapping, so an instance is meant to be kept.
 */
public final class EntityRows {
    // Cached, because looking up the provider costs more than writing the JSON.
    private static final JsonGeneratorFactory GENERATORS =
            JsonProvider.provider().createGeneratorFactory(Map.of());

    private static final int CHARACTERS_PER_ROW = 512;

    private final AbstractSession session;
    private final String table;
    private final List<Column> columns;
    private final List<Column> insertable;

    /** Creates the mapping of an entity, including the columns of its {@link jakarta.persistence.Embedded} fields. */
    public EntityRows(EntityManager entityManager, Class<?> entity) {
        // The session of the persistence unit: one of the entity manager would not outlive it.
        this.session =
                (AbstractSession) entityManager.unwrap(JpaEntityManager.class).getDatabaseSession();
        this.table = session.getDescriptor(entity).getTableName();
        this.columns =
                columns(null, session.getDescriptor(entity).getMappings()).toList();
        this.insertable = columns.stream().filter(Column::isInsertable).toList();
    }

    private static Stream<Column> columns(DatabaseMapping embedded, List<DatabaseMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> mapping.isAggregateObjectMapping()
                        ? columns(mapping, mapping.getReferenceDescriptor().getMappings())
                        : Stream.of(new Column(embedded, (AbstractDirectMapping) mapping)));
    }

    /** Replaces {@code ${columns}} in a query by the names of all columns. */
    public String select(String sql) {
        return sql.replace("${columns}", names(columns, "%s"));
    }

    /**
     * Replaces {@code ${columns}} in an INSERT by the names of the {@linkplain jakarta.persistence.Column#insertable()
     * insertable} columns, and {@code ${values}} by these columns of {@code row.entity}, a value of the table's row type.
     */
    public String insert(String sql) {
        return sql.replace("${columns}", names(insertable, "%s"))
                .replace("${values}", names(insertable, "(row.entity).%s"));
    }

    private static String names(List<Column> columns, String format) {
        return columns.stream()
                .map(column -> String.format(Locale.ROOT, format, column.name))
                .collect(Collectors.joining(", "));
    }

    /** Returns a JSON array with one object per entity: its non-null insertable columns by name. */
    public String json(Collection<?> entities) {
        StringWriter text = new StringWriter(entities.size() * CHARACTERS_PER_ROW);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartArray();
            entities.forEach(entity -> write(json, entity));
            json.writeEnd();
        }
        return text.toString();
    }

    /**
     * Sets columns of a stored row to an entity's values, also to null. The row is expected to be locked.
     *
     * @param names the names of the columns; those of none of the insertable columns are ignored
     * @return false, and nothing is changed, if a unique or foreign key forbids it, or if another transaction has not decided
     *     yet whether it does
     */
    public boolean correct(EntityManager transaction, long id, Object entity, Set<String> names) {
        List<Column> named = insertable.stream()
                .filter(column -> names.contains(column.name))
                .toList();
        return named.isEmpty()
                || (Boolean) transaction
                        .createNativeQuery("SELECT correct(CAST(?1 AS regclass), ?2, CAST(?3 AS jsonb))")
                        .setParameter(1, table)
                        .setParameter(2, id)
                        .setParameter(3, json(entity, named))
                        .getSingleResult();
    }

    private String json(Object entity, List<Column> named) {
        StringWriter text = new StringWriter(CHARACTERS_PER_ROW);
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            json.writeStartObject();
            for (Column column : named) {
                if (column.value(entity, session) == null) {
                    json.writeNull(column.name);
                } else {
                    write(json, column, entity);
                }
            }
            json.writeEnd();
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Object entity) {
        json.writeStartObject();
        insertable.forEach(column -> write(json, column, entity));
        json.writeEnd();
    }

    private void write(JsonGenerator json, Column column, Object entity) {
        Object value = column.value(entity, session);
        if (value instanceof Boolean flag) {
            json.write(column.name, flag);
        } else if (value instanceof BigDecimal decimal) {
            json.write(column.name, decimal);
        } else if (value instanceof JsonValue raw) {
            json.write(column.name, raw);
        } else if (value instanceof CharSequence || value instanceof Number || value instanceof Temporal) {
            json.write(column.name, value.toString());
        } else if (value != null) {
            throw new IllegalStateException(column.name + " has no JSON form: " + value.getClass());
        }
    }

    /** @param embedded the mapping of the embedded object that contains the column, or null */
    private record Column(String name, DatabaseMapping embedded, AbstractDirectMapping mapping) {
        Column(DatabaseMapping embedded, AbstractDirectMapping mapping) {
            this(mapping.getField().getName(), embedded, mapping);
        }

        boolean isInsertable() {
            return mapping.getField().isInsertable();
        }

        /** Returns the value in the database's type, after conversion by the attribute's converter. */
        Object value(Object entity, AbstractSession session) {
            Object owner = embedded == null ? entity : embedded.getAttributeValueFromObject(entity);
            return mapping.getFieldValue(mapping.getAttributeValueFromObject(owner), session);
        }
    }
}
