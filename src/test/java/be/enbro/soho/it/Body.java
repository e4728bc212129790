package be.enbro.soho.it;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON of a valid request, whose values are raw JSON text that can be replaced or removed by path. */
public final class Body {
    /** The fields of an EAN that need not be sent. */
    static final List<String> OPTIONAL_OF_EAN = List.of(
            "reason",
            "supplier_id",
            "street",
            "building",
            "building_addon",
            "postal_code",
            "city",
            "consumptions",
            "fixed_fee",
            "solar_panels",
            "recording_period",
            "contract_end_date",
            "respect_contract_end_date",
            "tariff_group",
            "gsc",
            "wkk",
            "inverter_max_power");

    private final Map<String, Object> fields;

    private Body(Map<String, Object> fields) {
        this.fields = fields;
    }

    static Body empty() {
        return new Body(new LinkedHashMap<>());
    }

    /** A customer with a unique email. */
    public static Body customer() {
        return empty().with("customer.email", quoted(Unique.email()))
                .with("customer.terms_and_conditions", "true")
                .with("customer.privacy_policy", "true")
                .with("customer.registered_from_ip", "\"98.99.253.30\"")
                .with("customer.profile.first_name", "\"Danny\"")
                .with("customer.profile.last_name", "\"Ocean\"")
                .with("customer.profile.title", "\"mr\"")
                .with("customer.profile.phone", "\"+32(0)56/98.01.44\"")
                .with("customer.profile.birth_date", "\"2000-04-06\"")
                .with("customer.profile.city", "\"South Seanview\"")
                .with("customer.profile.street", "\"678 Daugherty Corner\"")
                .with("customer.profile.building", "\"71950\"")
                .with("customer.profile.postal_code", "\"15005\"");
    }

    /** A gas connection with a unique number. */
    public static Body ean() {
        return ean(Unique.ean());
    }

    /** A gas connection with this number. */
    public static Body ean(String number) {
        return empty().with("ean.product", "\"gas\"").with("ean.number", quoted(number));
    }

    public static String bulk(Body... eans) {
        return Arrays.stream(eans).map(Body::text).collect(Collectors.joining(",", "{\"eans\":[", "]}"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Returns a copy with this raw JSON at the path; {@code null} removes the key. */
    public Body with(String path, String rawJson) {
        Body copy = new Body(copy(fields));
        String[] keys = path.split("\\.");
        Map<String, Object> parent = copy.fields;
        for (String key : Arrays.copyOf(keys, keys.length - 1)) {
            parent = child(parent, key);
        }
        if (rawJson == null) {
            parent.remove(keys[keys.length - 1]);
        } else {
            parent.put(keys[keys.length - 1], rawJson);
        }
        return copy;
    }

    Body without(String path) {
        return with(path, null);
    }

    /** The JSON. */
    public String text() {
        return json(fields);
    }

    private static String json(Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            return (String) value;
        }
        return object.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + json(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> copy(Map<String, Object> original) {
        Map<String, Object> copy = new LinkedHashMap<>(original);
        original.keySet().stream()
                .filter(key -> original.get(key) instanceof Map)
                .forEach(key -> copy.put(key, copy(child(original, key))));
        return copy;
    }
}
