/**
 * A device that has nobody's code asks for one (RFC 8628): it shows eight letters, a coordinator types them and chooses for whom it is, and the device is
 * handed a one-time code, once, with which it enrols as any other. Nothing here makes a device.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { PersonId } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import {
  type AskAnswer,
  askLength,
  askSigns,
  foldAsk,
  type LookFailure,
  showAsk,
} from '../../shared/protocol/enrolment-ask.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { oneMore, subjectOfAsking, waitOf } from '../accounts/sign-in-delay.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { EnrolmentAsk } from './ask-records.ts';
import { createCode } from './code.ts';

interface Ports {
  readonly clock: Clock;
  readonly random: Random;
}

/** Long enough to telephone a coordinator; what nobody answered is forgotten. */
export const askLifeMs = 15 * 60_000;
/** RFC 8628, 3.2 and 3.5: five seconds, and five more for who does not keep to them. */
export const firstWaitMs = 5_000;
const moreWaitMs = 5_000;
/** Each open one is one more code that a guess could hit. */
const mostOfAddress = 8;
const mostOfAll = 64;
const secretSize = 32;

type AskFailure =
  | Failure<'hub-busy'>
  | (Failure<'version-mismatch'> & { readonly ours: number; readonly theirs: number });

/** Begins to ask. `origin` is where people reach the hub; `address` where the device is. */
export async function beginAsk(
  tx: HubTransaction,
  { clock, random }: Ports,
  { protocol, deviceName }: { readonly protocol: number; readonly deviceName: string },
  { address, origin }: { readonly address: string; readonly origin: string | null },
): Promise<Result<AskAnswer, AskFailure>> {
  if (protocol !== PROTOCOL_VERSION)
    return fail({ kind: 'version-mismatch', ours: PROTOCOL_VERSION, theirs: protocol });
  const now = clock.now();
  await tx.forgetAsksBefore(now - askLifeMs);
  const open = await tx.countAsks(address, now);
  if (open.ofAddress >= mostOfAddress || open.ofAll >= mostOfAll) return fail({ kind: 'hub-busy' });
  const secret = random.bytes(secretSize);
  const userCode = await freeCode(tx, random);
  const nobody = { persons: null, answeredBy: null, answeredAt: null, givenAt: null, polledAt: null };
  await tx.addAsk({
    ...{ userCode, secretHash: toHex(sha256(secret)), deviceName, address },
    ...{ askedAt: now, endsAt: now + askLifeMs, waitMs: firstWaitMs, ...nobody },
  });
  return ok({
    deviceCode: toHex(secret),
    userCode: showAsk(userCode),
    address: origin === null ? null : `${origin}/coordinator#/enrol`,
    endsInMs: askLifeMs,
    waitMs: firstWaitMs,
  });
}

/** The device looks whether it was let in. The code is handed over once; it is then for the same people as any that a coordinator makes. */
export async function lookAtAsk(
  tx: HubTransaction,
  ports: Ports,
  deviceCode: string,
): Promise<Result<{ readonly code: string }, LookFailure>> {
  const now = ports.clock.now();
  const isOne = /^[0-9a-f]{64}$/.test(deviceCode);
  const ask = isOne ? await tx.lockAskOfSecret(toHex(sha256(fromHex(deviceCode)))) : null;
  if (ask === null || now >= ask.endsAt || ask.givenAt !== null) return fail({ kind: 'ask-ended' });
  const isTooSoon = ask.polledAt !== null && now - ask.polledAt < ask.waitMs;
  const waitMs = isTooSoon ? ask.waitMs + moreWaitMs : ask.waitMs;
  const looked = { ...ask, polledAt: now, waitMs };
  if (isTooSoon || ask.persons === null) {
    await tx.saveAsk(looked);
    return fail({ kind: isTooSoon ? 'ask-too-soon' : 'ask-waits', waitMs });
  }
  await tx.saveAsk({ ...looked, givenAt: now });
  if (ask.persons.length === 0) return fail({ kind: 'ask-refused' });
  return ok({ code: await createCode(tx, ports, ask.persons, ask.answeredBy) });
}

export type FindFailure = Failure<'ask-unknown'> | (Failure<'sign-in-delayed'> & { readonly waitMs: number });

/** The device whose screen shows these letters, to a coordinator who types them; guesses make that coordinator wait. */
export async function findAsk(
  tx: HubTransaction,
  { clock }: Ports,
  who: PersonId,
  typed: string,
): Promise<Result<EnrolmentAsk, FindFailure>> {
  const subject = subjectOfAsking(who);
  const now = clock.now();
  const failures = await tx.signInFailures([subject]);
  const waitMs = waitOf(failures, now);
  if (waitMs > 0) return fail({ kind: 'sign-in-delayed', waitMs });
  const userCode = foldAsk(typed);
  const ask = userCode === null ? null : await tx.lockAsk(userCode);
  if (ask === null || now >= ask.endsAt || ask.answeredAt !== null) {
    await tx.saveSignInFailures(oneMore(failures[0], subject, now));
    return fail({ kind: 'ask-unknown' });
  }
  return ok(ask);
}

/** Lets a device in for these people; nobody refuses it. */
export async function answerAsk(
  tx: HubTransaction,
  { clock }: Ports,
  ask: EnrolmentAsk,
  { persons, by }: { readonly persons: readonly PersonId[]; readonly by: PersonId },
): Promise<void> {
  await tx.saveAsk({ ...ask, persons, answeredBy: by, answeredAt: clock.now() });
  const answer = persons.length === 0 ? 'refused' : 'let in';
  tx.noteEvent('way-in', { asked: ask.deviceName, answer, persons }, [by, ...persons]);
}

/** Twenty letters: what would be unevenly drawn is drawn again. */
async function freeCode(tx: HubTransaction, random: Random): Promise<string> {
  const fair = 256 - (256 % askSigns.length);
  for (;;) {
    let code = '';
    while (code.length < askLength)
      for (const byte of random.bytes(askLength * 2))
        if (byte < fair && code.length < askLength) code += askSigns[byte % askSigns.length];
    if ((await tx.lockAsk(code)) === null) return code;
  }
}
