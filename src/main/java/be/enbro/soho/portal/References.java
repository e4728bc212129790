package be.enbro.soho.portal;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** The references of one document to its own components. */
record References(JsonObject document) {
    private static final String REF = "$ref";

    /** Returns the object itself, or the one to which it refers. */
    JsonObject resolved(JsonObject object) {
        if (!object.containsKey(REF)) {
            return object;
        }
        String pointer = object.getString(REF).substring(1);
        return resolved(Json.createPointer(pointer).getValue(document).asJsonObject());
    }

    /** Returns the name of the component to which the object refers; an empty string if it does not. */
    static String name(JsonObject object) {
        String reference = object.getString(REF, "");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
