/** The calls of the page. Cookies go along by themselves; a failure is thrown as {@link CallFailed}, for the queries. */
import { apiPath, type CoordinatorFailure, fileType } from '../../shared/coordinator/failure.ts';

/** Why a call did not get its answer: what the hub said, that nothing answered, that it broke, or what the browser made of a passkey. */
export type CallFailure =
  | CoordinatorFailure
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'hub-failed' }
  | { readonly kind: 'passkey-not-shown' }
  | { readonly kind: 'passkey-known' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'outbox-too-large' }
  | { readonly kind: 'outbox-not-read' };

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

/** Hands the hub the sealed file of a laptop as it is. Throws {@link CallFailed}, also where it is the file that failed and not the hub. */
export async function handFile<T>(path: string, file: File): Promise<T> {
  try {
    return await answerOf<T>(path, posted(fileType, file));
  } catch (error) {
    throw new CallFailed(await failureOfFile(failureOfError(error), file));
  }
}

/** A browser says the same of a hub that is away and of a file that it could not read on: only the file tells which it was. */
async function failureOfFile(failure: CallFailure, file: File): Promise<CallFailure> {
  if (failure.kind === 'too-large') return { kind: 'outbox-too-large' };
  if (failure.kind !== 'unreachable') return failure;
  const isThere = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return isThere ? failure : { kind: 'outbox-not-read' };
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
  // What stands between the page and the hub may refuse as well, in words of its own.
  throw new CallFailed(answer.status === 413 ? { kind: 'too-large' } : failureOf(content));
}

/** The failure of anything that was thrown. */
export function failureOfError(error: unknown): CallFailure {
  return error instanceof CallFailed ? error.failure : { kind: 'hub-failed' };
}

function failureOf(content: unknown): CallFailure {
  const kind = (content as { readonly kind?: unknown } | null)?.kind;
  return typeof kind === 'string' ? (content as CoordinatorFailure) : { kind: 'hub-failed' };
}
