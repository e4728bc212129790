// The typed client against the server at SOHO_URL, as the organisation of SOHO_TOKEN.
import assert from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sohoClient, type Schemas } from "enbro-soho-client";
import { lossyProxy } from "./lossy-proxy.js";
import { stubServer } from "./stub-server.js";

const soho = sohoClient(environment("SOHO_URL"), environment("SOHO_TOKEN"));

// @ts-expect-error: no such product
export const water: Schemas["NewEan"]["product"] = "water";
// @ts-expect-error: the number is required
export const withoutNumber: Schemas["NewEan"] = { product: "gas" };

const me = await soho.GET("/api/v1/me");
assert.equal(me.response.status, 200);
const organisation = present(me.data);

const stop = present((await soho.GET("/api/v1/changes")).data).next_after;

const newCustomer: Schemas["NewCustomer"] = {
  email: `${randomUUID()}@example.be`,
  terms_and_conditions: true,
  privacy_policy: true,
  registered_from_ip: "108.254.248.163",
  profile: {
    title: "mrs",
    first_name: "Zoë",
    last_name: "Čapek",
    birth_date: "2000-04-06",
    phone: "+32(0)56/98.01.44",
    city: "Liège",
    street: "Rue de l'Été",
    building: "15",
    building_addon: "bus 2",
    postal_code: "4000",
  },
};
const created = await soho.POST("/api/v1/customers", { body: { customer: newCustomer } });
assert.equal(created.response.status, 200);
const customer = present(created.data);
assert.equal(customer.email, newCustomer.email);
const { id, customer_id, organisation_id, created_at, updated_at, ...profile } = customer.profile;
assert.deepEqual(profile, { ...newCustomer.profile, phone: "+3256980144", language: "nl" });
assert.equal(customer_id, customer.id);
assert.equal(organisation_id, organisation.id);

const found: Schemas["Customer"][] = [];
for (let page: number | null = 1; page !== null; ) {
  const answer: Schemas["CustomerList"] = present(
    (await soho.GET("/api/v1/customers", { params: { query: { page, per: 25 } } })).data,
  );
  assert.equal(answer.current_page, page);
  found.push(...answer.records.filter((record) => record.id === customer.id));
  page = present(answer.next_page);
}
assert.deepEqual(found, [customer]);

const after = await soho.GET("/api/v1/customers", { params: { query: { after: customer.id - 1, limit: 1 } } });
assert.deepEqual(after.data, { records: [customer], next_after: null });
assert.deepEqual(await search(newCustomer.email), [customer]);
assert.deepEqual(await search(`nobody.${newCustomer.email}`), []);

const suppliers = await soho.GET("/api/v1/suppliers", { params: { query: { name: "no such supplier" } } });
assert.deepEqual(present(suppliers.data).records, []);

const electricity: Schemas["NewEan"] = {
  product: "electricity",
  number: eanNumber(),
  solar_panels: "true",
  inverter_max_power: 315,
  fixed_fee: "1.00",
  consumptions: [{ name: "mono", volume: 22.25, price: "0.15" }],
};
const path = { customer_id: customer.id };
const one = await soho.POST("/api/v1/customers/{customer_id}/eans", { params: { path }, body: { ean: electricity } });
assert.equal(one.response.status, 201);
const ean = present(one.data);
assert.equal(ean.number, electricity.number);
assert.equal(ean.customer_id, customer.id);
assert.equal(ean.state, "ready");
assert.equal(ean.inverter_max_power, 315);
assert.deepEqual(ean.consumptions, [{ name: "mono", volume: "22.25", price: "0.15" }]);
assert.equal(ean.supplier, undefined);

assert.deepEqual((await soho.GET("/api/v1/eans/{id}", { params: { path: { id: ean.id } } })).data, ean);
const byNumber = await soho.GET("/api/v1/eans", { params: { query: { number: ean.number } } });
assert.deepEqual(byNumber.data, [ean]);

const gas = (): Schemas["EanRequest"] => ({ ean: { product: "gas", number: eanNumber() } });
const two = [gas(), gas()];
const bulk = await soho.POST("/api/v1/customers/{customer_id}/eans/bulk", {
  params: { path },
  body: { eans: two },
});
assert.equal(bulk.response.status, 201);
const eans = present(bulk.data);
assert.deepEqual(
  eans.map(({ number }) => number),
  two.map(({ ean }) => ean.number),
);

const listed = await soho.GET("/api/v1/customers/{customer_id}/eans", { params: { path } });
assert.deepEqual(listed.data, [ean, ...eans]);

// A patch names what it changes, and null takes a value away.
const shown = await soho.GET("/api/v1/customers/{id}", { params: { path: { id: customer.id } } });
const tag = present(shown.response.headers.get("ETag") ?? undefined);
const correct = (profile: Schemas["ProfilePatch"]) =>
  soho.PATCH("/api/v1/customers/{id}", {
    params: { path: { id: customer.id }, header: { "If-Match": tag } },
    body: { customer: { profile } },
  });
const corrected = await correct({ city: "Gent", building_addon: null, language: "fr" });
assert.equal(corrected.response.status, 200);
const newest = present(corrected.data);
const { building_addon, ...kept } = customer.profile;
assert.equal(building_addon, "bus 2");
assert.deepEqual(newest, {
  ...customer,
  updated_at: newest.updated_at,
  profile: { ...kept, city: "Gent", language: "fr", updated_at: newest.profile.updated_at },
});
assert.equal((await correct({ city: "Brugge" })).response.status, 412);

const { fixed_fee, solar_panels, ...rest } = ean;
assert.deepEqual([fixed_fee, solar_panels], ["1.0", true]);
const corrections: Schemas["EanPatch"] = { fixed_fee: null, solar_panels: null, inverter_max_power: 0 };
const correctedEan = await soho.PATCH("/api/v1/eans/{id}", {
  params: { path: { id: ean.id } },
  body: { ean: corrections },
});
assert.deepEqual(correctedEan.data, { ...rest, inverter_max_power: 0 });

const remove = () => soho.DELETE("/api/v1/eans/{id}", { params: { path: { id: ean.id } } });
assert.equal((await remove()).response.status, 204);
assert.equal((await remove()).response.status, 404);

const exported = await soho.GET("/api/v1/customers/{id}/export", { params: { path: { id: customer.id } } });
assert.deepEqual(present(exported.data).customer, newest);
assert.deepEqual(present(exported.data).eans, eans);

const erased = await soho.DELETE("/api/v1/customers/{id}", { params: { path: { id: customer.id } } });
assert.equal(present(erased.data).eans, 2);

// From where the reader has stopped, here in parts of two events; nothing new is not the end.
const changes: Schemas["Change"][] = [];
const deadline = AbortSignal.timeout(60_000);
for (let after = stop; !changes.some(({ type }) => type === "customer.erased"); ) {
  const answer = await soho.GET("/api/v1/changes", { params: { query: { after, limit: 2 } }, signal: deadline });
  const page: Schemas["ChangePage"] = present(answer.data);
  changes.push(...page.records.filter((change) => change.customer_id === customer.id));
  after = page.next_after;
  if (page.records.length === 0) await setTimeout(100);
}
const events = changes.map(({ type, ean_ids, fields }) => [type, ean_ids ?? fields]);
assert.deepEqual(events, [
  ["customer.registered", undefined],
  ["eans.registered", [ean.id]],
  ["eans.registered", eans.map(({ id }) => id)],
  ["customer.corrected", ["profile.city", "profile.building_addon", "profile.language"]],
  ["ean.corrected", [ean.id]],
  ["ean.removed", [ean.id]],
  ["customer.erased", undefined],
]);

const proxy = await lossyProxy(environment("SOHO_URL"));
const distant = sohoClient(proxy.origin, environment("SOHO_TOKEN"));
const lost = { ...newCustomer, email: `${randomUUID()}@example.be` };
const key = randomUUID();
const register = (idempotencyKey?: string) =>
  distant.POST("/api/v1/customers", {
    params: { header: idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey } },
    body: { customer: lost },
  });

// The connection breaks after the server has answered: one record, and the first answer.
const retried = await register(key);
assert.equal(retried.response.status, 200);
assert.equal(retried.response.headers.get("Idempotent-Replayed"), "true");
assert.equal(proxy.posts.length, 2);
assert.deepEqual(await search(lost.email), [retried.data]);

// A restarted process gets it by the stored key.
assert.deepEqual((await register(key)).data, retried.data);
assert.equal(proxy.posts.length, 3);
assert.ok(proxy.posts.every((post) => post.toLowerCase().includes(`idempotency-key: ${key}\r\n`)));

// A refusal is final.
const again = await register();
assert.equal(again.response.status, 422);
assert.equal(again.response.headers.get("Idempotent-Replayed"), null);
assert.equal(again.data, undefined);
assert.ok(typeof again.error === "object" && "errors" in again.error);
assert.deepEqual(
  again.error.errors.map(({ error, path, type }) => ({ error, path, type })),
  [{ error: "confirmed_email_has_already_been_taken", path: "customer.email", type: "custom" }],
);
assert.equal(proxy.posts.length, 4);
proxy.close();

// What may change is asked for again, with the same key and the same bytes.
const busy = await stubServer([503, 409, 400]);
const answered = await sohoClient(busy.origin, "token").POST("/api/v1/customers", { body: { customer: newCustomer } });
assert.equal(answered.response.status, 400);
assert.equal(busy.requests.length, 3);
assert.equal(new Set(busy.requests).size, 1);
assert.match(present(busy.requests[0]), /^[0-9a-f-]{36} \{"customer":/);
busy.close();

const refused = await sohoClient(environment("SOHO_URL"), "0".repeat(32)).GET("/api/v1/me");
assert.equal(refused.response.status, 401);
assert.equal(refused.data, undefined);

console.log("The TypeScript client has passed its scenario.");

async function search(email: string): Promise<Schemas["Customer"][]> {
  const answer = await soho.POST("/api/v1/customers/search", { body: { customer: { email } } });
  return present(answer.data).records;
}

function environment(name: string): string {
  return present(process.env[name], `${name} is not set: start a server as .ci/clients.sh does`);
}

function present<T>(value: T | undefined, message = "no data in the answer"): T {
  assert.ok(value !== undefined, message);
  return value;
}

/** A random EAN of a Belgian metering point, with its GS1 check digit. */
function eanNumber(): string {
  const digits = `54${randomInt(10 ** 14).toString().padStart(15, "0")}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
