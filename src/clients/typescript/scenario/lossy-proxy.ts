import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

/** Forwards connections to a server. The first one breaks as soon as its request is answered, and the answer is lost. */
export async function lossyProxy(server: string) {
  const { hostname, port } = new URL(server);
  /** The POST requests that were forwarded. */
  const posts: string[] = [];
  let connections = 0;
  const listener = createServer((client) => {
    const isFirst = connections++ === 0;
    const upstream = connect(Number(port), hostname);
    const close = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on("error", close).on("close", close);
    upstream.on("error", close).on("close", close);
    client.on("data", (chunk) => {
      const text = chunk.toString("latin1");
      if (text.startsWith("POST ")) {
        posts.push(text);
      }
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => (isFirst ? close() : client.write(chunk)));
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    posts,
    close: () => listener.close(),
  };
}
