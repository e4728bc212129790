import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Answers one request after the other with these statuses, and notes their keys and bodies. */
export async function stubServer(statuses: number[]) {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const status = statuses[requests.length] ?? 500;
    requests.push(`${request.headers["idempotency-key"]} ${await text(request)}`);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ errors: [{ error: status === 409 ? "idempotency_key_in_use" : "other" }] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => server.close(),
  };
}
