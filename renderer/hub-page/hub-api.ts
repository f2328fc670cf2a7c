/** The calls of the page. Cookies go along by themselves; a failure is thrown as {@link CallFailed}, for the queries. */
import { apiPath, type CoordinatorFailure, fileType } from '../../shared/coordinator/failure.ts';

/** Why a call did not get its answer: what the hub said, that nothing answered, that it broke, or what the browser made of a passkey. */
export type CallFailure =
  | CoordinatorFailure
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'hub-failed' }
  | { readonly kind: 'passkey-not-shown' }
  | { readonly kind: 'passkey-known' }
  | { readonly kind: 'outbox-too-large' };

export class CallFailed extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Asks the hub: a GET without a body, a POST with one. */
export async function callHub<T>(path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const said = body === undefined ? {} : posted('application/json', JSON.stringify(body));
  return answerOf<T>(path, { ...said, ...(signal === undefined ? {} : { signal }) });
}

/** Hands the hub a file as it is. */
export function handFile<T>(path: string, file: File): Promise<T> {
  return answerOf<T>(path, posted(fileType, file));
}

function posted(type: string, body: string | File): RequestInit {
  return { method: 'POST', headers: { 'content-type': type }, body };
}

async function answerOf<T>(path: string, asked: RequestInit): Promise<T> {
  const answer = await fetch(`${apiPath}${path}`, {
    method: 'GET',
    credentials: 'same-origin',
    cache: 'no-store',
    ...asked,
  }).catch(() => null);
  if (answer === null) throw new CallFailed({ kind: 'unreachable' });
  const content: unknown = await answer.json().catch(() => null);
  if (answer.ok && content !== null) return content as T;
  throw new CallFailed(failureOf(content));
}

/** The failure of anything that was thrown. */
export function failureOfError(error: unknown): CallFailure {
  return error instanceof CallFailed ? error.failure : { kind: 'hub-failed' };
}

function failureOf(content: unknown): CallFailure {
  const kind = (content as { readonly kind?: unknown } | null)?.kind;
  return typeof kind === 'string' ? (content as CoordinatorFailure) : { kind: 'hub-failed' };
}
