/**
 * The network of a headless device: POST to its hub. Adds HTTP, a time limit, a size limit and one more try over a
 * connection that the hub had closed; bytes that are no answer pass through and are refused by the engine.
 */
import { concat } from '../shared/base/bytes.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { deviceRefusalOf } from '../shared/protocol/device-refusal.ts';
import { failureOfExchange } from '../shared/sync/cut-answer.ts';
import type { Transport, TransportFailure } from '../shared/sync/ports.ts';

/** More than this is not a hub. */
const largestAnswer = 64 * 1024 * 1024;
const defaultTimeoutMs = 60_000;

export interface HubAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface HttpOptions {
  readonly timeoutMs?: number;
  /**
   * The request may be sent once more when its connection ends before any of the answer came. A hub closes connections
   * that were idle, and may do so just as the next request goes out: whether that one was heard, nobody can tell.
   */
  readonly repeatable?: boolean;
  /** Carries requests in place of the built-in fetch: one that knows the hub by its key, or a test's. */
  readonly fetch?: typeof fetch;
}

/** Carries the engine's exchanges to the hub at an address. */
export function createHttpTransport(address: string, options: HttpOptions = {}): Transport {
  return {
    async exchange(request) {
      // An exchange may reach the hub twice: operations are known by their ids and the second answer calls them
      // duplicates, and a ticket counts until its successor was used ([SY4], [DV3]).
      const repeatable = { ...options, repeatable: true };
      const answered = await postToHub(address, '/sync', request, 'application/waypost-frames', repeatable);
      if (!answered.ok) return answered;
      const { status, body } = answered.value;
      if (status >= 200 && status < 300) return ok(body);
      if (status === 401 || status === 403) return fail(deviceRefusalOf(parseJson(body)));
      return fail({ kind: 'hub-failed', status });
    },
  };
}

/** Posts and reads the whole answer, whatever its status. */
export async function postToHub(
  address: string,
  path: string,
  body: Uint8Array | string,
  contentType: string,
  options: HttpOptions = {},
): Promise<Result<HubAnswer, TransportFailure>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? defaultTimeoutMs);
  const parts: Uint8Array[] = [];
  try {
    const send = () =>
      (options.fetch ?? fetch)(new URL(path, address), {
        method: 'POST',
        body: body as NonNullable<RequestInit['body']>,
        headers: { 'content-type': contentType },
        redirect: 'error',
        signal: abort.signal,
      });
    const answer = await send().catch((error: unknown) => {
      if (options.repeatable !== true || !wasClosed(error)) throw error;
      return send();
    });
    const read = await readBounded(answer, parts);
    return read === null
      ? fail({ kind: 'hub-failed', status: answer.status })
      : ok({ status: answer.status, body: read });
  } catch (error) {
    return fail(failureOfExchange(error, { isLate: abort.signal.aborted, parts, now: Date.now() }));
  } finally {
    clearTimeout(timer);
  }
}

/** The connection stood and ended before the head of an answer; a hub that cannot be reached at all says something else. */
function wasClosed(error: unknown): boolean {
  const { code } = ((error as { readonly cause?: unknown }).cause ?? {}) as { readonly code?: unknown };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** The whole body; what came so far stands in `parts` when the connection ends before it does. */
async function readBounded(answer: Response, parts: Uint8Array[]): Promise<Uint8Array | null> {
  let length = 0;
  if (answer.body === null) return new Uint8Array();
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > largestAnswer) return null;
    parts.push(part);
  }
  return concat(...parts);
}

/** JSON of an answer; null for anything else. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
