/**
 * The hub's answer to a request to join where no network is ([OE2] to [OE5]): everything that enrolment would have told, under the
 * hub's key, for the one laptop that asked. It is a file, or its text.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, equalBytes, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { type DeviceIdentity, identitySchema } from '../domain/identity.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import { checkPhrase } from './check-words.ts';
import { verifyDeviceCertificate } from './device-certificate.ts';
import { verifyEd25519 } from './ed25519.ts';
import { pinPattern } from './enrolment-code.ts';
import { openEnrolmentRequest, requestHash } from './enrolment-request.ts';
import { areLinked } from './hub-key.ts';
import { readSafely } from './read-safely.ts';
import { decodeStatement, isStatedBy, readBody } from './statement.ts';
import { wireHex, wireInstant } from './wire-ids.ts';

const day = 86_400_000;

/** How long an answer may be on its way. */
export const answerLifeMs = 30 * day;

const answerSchema = z.object({
  /** Hash of the request that it answers. */
  request: wireHex(32),
  identity: identitySchema,
  hubAddress: z.string().max(300),
  /** By which key the hub's certificate is vouched for; null: by the system's authorities. */
  hubPin: z.string().regex(pinPattern).nullable(),
  /** Milliseconds since 1970, by the hub's clock. */
  madeAt: wireInstant,
  goodUntil: wireInstant,
});
export type EnrolmentAnswer = z.infer<typeof answerSchema>;

/** Why an answer is not taken, each a message of its own ([OE4]). */
export type AnswerRefusal =
  | Failure<'enrolment-answer-unreadable'>
  | Failure<'enrolment-answer-other-laptop'>
  | Failure<'enrolment-answer-altered'>
  /** Instants, `today` by the laptop's clock: either the answer is old, or that clock is ahead. */
  | (Failure<'enrolment-answer-expired'> & { readonly until: number; readonly today: number })
  /** The laptop's clock is before the day of the answer. */
  | (Failure<'enrolment-answer-early'> & { readonly today: number; readonly madeAt: number });

export interface OpenedAnswer {
  readonly identity: DeviceIdentity;
  readonly hubAddress: string;
  readonly hubPin: string | null;
  /** What both screens show before it is taken: they name the hub's key ([OE3]). */
  readonly words: readonly string[];
}

/** What the hub signs. */
export function answerBody({ request, ...answer }: EnrolmentAnswer): Uint8Array {
  return encodeCanonical({ ...answer, request: fromHex(request) });
}

/** Reads an answer for the laptop that made this request. */
export async function openEnrolmentAnswer(
  bytes: Uint8Array,
  request: Uint8Array,
  now: number,
): Promise<Result<OpenedAnswer, AnswerRefusal>> {
  const statement = decodeStatement(bytes);
  const read = statement.ok ? readSafely(() => readBody(statement.value, answerSchema)) : statement;
  if (!statement.ok || !read.ok) return fail({ kind: 'enrolment-answer-unreadable' });
  const { identity, hubAddress, hubPin, ...answer } = read.value;
  const { hub, hubKeys = [] } = identity;
  if (!(await isWhole())) return fail({ kind: 'enrolment-answer-altered' });
  const asked = openEnrolmentRequest(request);
  if (!asked.ok) return fail({ kind: 'enrolment-answer-other-laptop' });
  const isForUs = equalBytes(fromHex(answer.request), asked.value.hash) && identity.publicKey === asked.value.publicKey;
  if (!isForUs) return fail({ kind: 'enrolment-answer-other-laptop' });
  const { madeAt, goodUntil } = answer;
  if (now + day < madeAt) return fail({ kind: 'enrolment-answer-early', today: now, madeAt });
  if (now >= goodUntil) return fail({ kind: 'enrolment-answer-expired', until: goodUntil, today: now });
  const words = answerWords({ request, hub, publicKey: hubKeys.at(-1)?.publicKey ?? '' });
  return ok({ identity, hubAddress, hubPin, words });

  /** Signed by the newest of the keys that it brings, which follow each other, and with a certificate of that key. */
  async function isWhole(): Promise<boolean> {
    if (!statement.ok) return false;
    const newest = hubKeys.slice(-1);
    const isSaid = await isStatedBy(hub, newest, 'enrolment answer', statement.value, verifyEd25519);
    if (!isSaid || !(await areLinked(hub, hubKeys, verifyEd25519))) return false;
    const { device: id, publicKey, certificate = '' } = identity;
    const check = {
      hub,
      keys: newest,
      device: { id, publicKey },
      now: answer.madeAt,
      revocations: [],
      verify: verifyEd25519,
    };
    return (await verifyDeviceCertificate(fromHex(certificate), check)).ok;
  }
}

/** The six words of an answer: whoever compares them has compared the hub's key ([OE3]). */
export function answerWords(of: {
  readonly request: Uint8Array;
  readonly hub: string;
  readonly publicKey: string;
}): readonly string[] {
  const parts = [utf8('waypost enrolment answer'), requestHash(of.request), bytesOfUuid(of.hub), fromHex(of.publicKey)];
  return checkPhrase(sha256(concat(...parts)));
}

/** The name of a request in an answer. */
export const hashInAnswer = (request: Uint8Array) => toHex(requestHash(request));
