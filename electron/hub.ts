/**
 * The only network of the app: POST to the enrolled hub. Adds HTTP, a time limit and a size limit; the bytes are the
 * engine's to understand, so an answer that is garbage passes through here and is refused there.
 */
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { IpcFailure } from '../shared/ipc/contract.ts';
import { deviceRefusalOf } from '../shared/protocol/device-refusal.ts';
import { failureOfExchange } from '../shared/sync/cut-answer.ts';

export type TransportFailure = IpcFailure<'hub:exchange'>;

/** As much of fetch as is used; Electron's sessions and Node both have it. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** A page of changes is at most some megabytes; more than this is not a hub. */
const largestAnswer = 64 * 1024 * 1024;
/** A slow link carries a batch in about 8 s; a minute means that it hangs. */
const defaultTimeoutMs = 60_000;

export interface HubRequest {
  readonly address: string;
  readonly path: string;
  readonly body: Uint8Array | string;
  readonly contentType: string;
}

export interface HubAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Posts and reads the whole answer, whatever its status. */
export async function postToHub(
  fetch: Fetch,
  request: HubRequest,
  timeoutMs = defaultTimeoutMs,
): Promise<Result<HubAnswer, TransportFailure>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  const parts: Uint8Array[] = [];
  try {
    const answer = await fetch(new URL(request.path, request.address).href, {
      method: 'POST',
      body: request.body as NonNullable<RequestInit['body']>,
      headers: { 'content-type': request.contentType },
      redirect: 'error',
      signal: abort.signal,
    });
    const body = await readBounded(answer, parts);
    if (body === null) return fail({ kind: 'hub-failed', status: answer.status });
    return ok({ status: answer.status, body });
  } catch (error) {
    return fail(failureOfExchange(error, { isLate: abort.signal.aborted, parts, now: Date.now() }));
  } finally {
    clearTimeout(timer);
  }
}

/** What an HTTP status says of the device itself; null when the body is worth reading. */
export function refusalOf({ status, body }: HubAnswer): TransportFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return deviceRefusalOf(parseJson(body));
  return { kind: 'hub-failed', status };
}

/** JSON of an answer; null for anything else. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** The whole body; what came so far stands in `parts` when the connection ends before it does. */
async function readBounded(answer: Response, parts: Uint8Array[]): Promise<Uint8Array | null> {
  let length = 0;
  if (answer.body === null) return new Uint8Array();
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    length += value.length;
    if (length > largestAnswer) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

/** The hub's address in its one form, or null. Plain HTTP is for this machine only. */
export function hubAddressOf(text: string): string | null {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`);
    const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return null;
    if (url.username !== '' || url.password !== '') return null;
    return url.origin;
  } catch {
    return null;
  }
}
