package be.enbro.soho.privacy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON representation of a replay.
 *
 * @param erased the number of customers that were erased
 */
@Schema(name = "Replay", requiredProperties = "erased")
public record ReplayView(int erased) {}
