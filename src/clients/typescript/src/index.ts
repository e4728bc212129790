import createClient, { type Client } from "openapi-fetch";
import { fetchWithRetries } from "./retries.js";
import type { components, paths } from "./schema.js";

export { fetchWithRetries } from "./retries.js";
export type { components, operations, paths } from "./schema.js";

/** The schemas of the description by name, as in `Schemas["NewEan"]`. */
export type Schemas = components["schemas"];

/**
 * A client whose calls are typed by path: `await soho.GET("/api/v1/me")` answers `{ data, error, response }`. Its calls
 * are repeated as `fetchWithRetries` describes.
 */
export function sohoClient(origin: string, token: string): Client<paths> {
  return createClient<paths>({
    baseUrl: origin,
    headers: { Authorization: `Bearer ${token}` },
    fetch: fetchWithRetries,
  });
}
