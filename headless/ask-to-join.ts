/** Joining without anybody's code: the hub gives letters to show, and a coordinator who types them lets this device in. */
import { type Failure, fail, ok, type Result } from '../shared/base/result.ts';
import {
  type AskAnswer,
  askAnswerSchema,
  lookAnswerSchema,
  lookFailureSchema,
} from '../shared/protocol/enrolment-ask.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import type { TransportFailure } from '../shared/sync/ports.ts';
import { type HttpOptions, parseJson, postToHub } from './http-transport.ts';

export type AskFailure =
  | TransportFailure
  | Failure<'ask-refused'>
  | Failure<'ask-ended'>
  | Failure<'hub-busy'>
  | (Failure<'version-mismatch'> & { readonly ours: number; readonly theirs: number })
  | Failure<'answer-unreadable'>;

export interface AskPorts extends HttpOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Called once with what is to be shown. */
  readonly show: (asked: AskAnswer) => void;
}

/** The one-time code that this device was let in with. Waits until somebody answered, or until the letters have ended. */
export async function askToJoin(
  hub: { readonly address: string; readonly deviceName: string },
  { sleep, show, ...options }: AskPorts,
): Promise<Result<string, AskFailure>> {
  const asked = await post(
    hub.address,
    '/enrol/ask',
    { protocol: PROTOCOL_VERSION, deviceName: hub.deviceName },
    options,
  );
  if (!asked.ok) return asked;
  const answer = askAnswerSchema.safeParse(asked.value.content);
  if (!answer.success) return fail(whyNot(asked.value));
  show(answer.data);
  const { deviceCode, endsInMs } = answer.data;
  let { waitMs } = answer.data;
  for (let waited = 0; waited < endsInMs; waited += waitMs) {
    await sleep(waitMs);
    const looked = await post(hub.address, '/enrol/look', { deviceCode }, { ...options, repeatable: true });
    // A link that comes and goes is no answer: the letters stand until their time is over.
    if (!looked.ok) continue;
    const code = lookAnswerSchema.safeParse(looked.value.content);
    if (code.success) return ok(code.data.code);
    const said = lookFailureSchema.safeParse(looked.value.content);
    if (!said.success) continue;
    if (said.data.kind === 'ask-refused' || said.data.kind === 'ask-ended') return fail({ kind: said.data.kind });
    waitMs = Math.max(waitMs, said.data.waitMs);
  }
  return fail({ kind: 'ask-ended' });
}

interface Said {
  readonly status: number;
  readonly content: unknown;
}

async function post(
  address: string,
  path: string,
  body: object,
  options: HttpOptions,
): Promise<Result<Said, TransportFailure>> {
  const answered = await postToHub(address, path, JSON.stringify(body), 'application/json', options);
  return answered.ok ? ok({ status: answered.value.status, content: parseJson(answered.value.body) }) : answered;
}

/** A hub of an earlier edition knows no such address: it needs a code. */
function whyNot({ status, content }: Said): AskFailure {
  const { kind, ours } = (content ?? {}) as { readonly kind?: unknown; readonly ours?: unknown };
  if (kind === 'version-mismatch')
    return { kind: 'version-mismatch', ours: PROTOCOL_VERSION, theirs: typeof ours === 'number' ? ours : 0 };
  if (kind === 'hub-busy') return { kind: 'hub-busy' };
  return status >= 400 ? { kind: 'hub-failed', status } : { kind: 'answer-unreadable' };
}
