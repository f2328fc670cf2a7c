/** The browser edition's network: requests to the hub that served this page, and to no other (`connect-src 'self'`). */
import { concat } from '../../shared/base/bytes.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { IpcFailure } from '../../shared/ipc/contract.ts';
import { deviceRefusalOf } from '../../shared/protocol/device-refusal.ts';
import { wakePath } from '../../shared/protocol/wake.ts';
import { cutAnswer } from '../../shared/sync/cut-answer.ts';
import { createWakeListener, type WakeListener, type WakeNews } from '../../shared/sync/wake-listener.ts';
import { after } from './after.ts';

type TransportFailure = IpcFailure<'hub:exchange'>;

export interface HubAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** A slow link carries a batch in about 8 s; a minute means that it hangs. */
const timeoutMs = 60_000;

/** Posts and reads the whole answer, whatever its status. */
export async function postHome(
  path: string,
  body: Uint8Array | string,
  contentType: string,
): Promise<Result<HubAnswer, TransportFailure>> {
  const signal = AbortSignal.timeout(timeoutMs);
  const parts: Uint8Array[] = [];
  try {
    const answer = await fetch(path, {
      method: 'POST',
      body: body as NonNullable<RequestInit['body']>,
      headers: { 'content-type': contentType },
      redirect: 'error',
      signal,
    });
    return ok({ status: answer.status, body: await readInto(parts, answer) });
  } catch {
    return fail({ kind: signal.aborted ? 'hub-timeout' : 'hub-unreachable', ...cutAnswer(parts) });
  }
}

/** The whole body; what came so far stands in `parts` when the connection ends before it does. */
async function readInto(parts: Uint8Array[], { body }: Response): Promise<Uint8Array> {
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) parts.push(read.value);
  return concat(...parts);
}

export interface HomeWake {
  readonly identity: () => DeviceIdentity | null;
  readonly sign: (bytes: Uint8Array) => Uint8Array | null;
  readonly tell: (news: WakeNews) => void;
}

/** Listens at the hub for word that something moved. */
export function listenAtHome({ identity, sign, tell }: HomeWake): WakeListener {
  return createWakeListener({
    clock: { now: () => Date.now() },
    random: Math.random,
    after,
    identity: async () => identity(),
    sign: async (bytes) => sign(bytes),
    connect: (authorization) => fetch(wakePath, { headers: { authorization }, redirect: 'error' }),
    tell,
  });
}

/** What an HTTP status says of the device itself; null when the body is worth reading. */
export function refusalOf({ status, body }: HubAnswer): TransportFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status !== 401 && status !== 403) return { kind: 'hub-failed', status };
  return deviceRefusalOf(parseJson(body));
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
