import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

const MAX_RETRIES = 5;
const FIRST_PAUSE_MS = 500;
const MAX_RETRY_AFTER_S = 60;
const TIMEOUT_MS = 15_000;

/**
 * Sends a request again if the connection breaks, no answer comes within 15 seconds, or the answer is 408,
 * 409 `idempotency_key_in_use`, 429 or 503: at most five times, not before `Retry-After`, and each time after a longer
 * pause. Every other answer is final.
 *
 * A POST has the same bytes and the same `Idempotency-Key` each time, so that a create happens once. The key is random,
 * and forgotten when this process ends, unless the request has one: store it with the operation before the first attempt,
 * and a restarted process gets the answer of the first.
 *
 * A PATCH or a DELETE has no key. Its retry repeats nothing, but may be answered 412 or 404 because the first attempt has
 * succeeded.
 */
export async function fetchWithRetries(request: Request): Promise<Response> {
  if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", randomUUID());
  }
  for (let retry = 0; ; retry++) {
    const isLast = retry === MAX_RETRIES;
    let retryAfter = 0;
    try {
      const response = await send(request);
      if (isLast || !(await isTransient(response))) {
        return response;
      }
      retryAfter = retryAfterSeconds(response);
    } catch (failure) {
      if (isLast || request.signal.aborted) {
        throw failure;
      }
    }
    await pause(retry, retryAfter, request.signal);
  }
}

/** Waits for the whole answer, so that one that breaks off is a failure. */
async function send(request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(request.clone(), { signal });
  await response.clone().arrayBuffer();
  return response;
}

async function isTransient(response: Response): Promise<boolean> {
  if (response.status === 409) {
    return (await response.clone().text()).includes('"idempotency_key_in_use"');
  }
  return [408, 429, 503].includes(response.status);
}

function retryAfterSeconds(response: Response): number {
  const value = response.headers.get("Retry-After") ?? "";
  return /^\d+$/.test(value) ? Math.min(Number(value), MAX_RETRY_AFTER_S) : 0;
}

/** Waits for a random part longer, so that not all clients return at once. */
async function pause(retry: number, retryAfter: number, signal: AbortSignal): Promise<void> {
  const least = Math.max(FIRST_PAUSE_MS * 2 ** retry, 1_000 * retryAfter);
  await setTimeout(least * (1 + Math.random() / 2), undefined, { signal });
}
