/** Enrolment without a network at the hub: a request in, an answer out, no link between ([OE2]). */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { type PersonId, uuidv7 } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { answerBody, answerLifeMs, answerWords } from '../../shared/protocol/enrolment-answer.ts';
import { type OpenedRequest, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { encodeStatement } from '../../shared/protocol/statement.ts';
import { newDevice } from '../network/new-device.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { certify } from './certify.ts';
import { state } from './state.ts';

export interface AnswerOrder {
  /** The request as it came. */
  readonly request: Uint8Array;
  readonly persons: readonly PersonId[];
  /** Who answers; null on the hub's own machine. */
  readonly by: PersonId | null;
  /** Where the laptop will find the hub, and by which key it knows it. */
  readonly address: string;
  readonly pin: string | null;
}

export interface Answered {
  /** The file for the laptop. */
  readonly answer: Uint8Array;
  /** The words that the laptop shows before it takes the answer. */
  readonly words: readonly string[];
  readonly goodUntil: number;
}

export type AnswerFailure = Failure<'request-unreadable'> | Failure<'request-answered'> | Failure<'hub-has-no-key'>;

/** A request that can be answered. Nothing is written for it: whoever must know before people are made known asks first. */
export async function openForAnswer(
  tx: HubTransaction,
  request: Uint8Array,
): Promise<Result<{ readonly asked: OpenedRequest; readonly hub: HubIdentity }, AnswerFailure>> {
  const opened = openEnrolmentRequest(request);
  if (!opened.ok) return opened;
  const asked = opened.value;
  const hub = await tx.hub();
  if (hub.keys.length === 0) return fail({ kind: 'hub-has-no-key' });
  const isKnown = async () => (await tx.allDevices()).some((device) => toHex(device.publicKey) === asked.publicKey);
  const isAnswered = (await tx.answeredRequest(toHex(asked.hash))) !== null || (await isKnown());
  return isAnswered ? fail({ kind: 'request-answered' }) : ok({ asked, hub });
}

/** Makes the device that asked, and the answer that tells it so. A request is answered once, and its key makes one device ([OE5]). */
export async function answerRequest(
  tx: HubTransaction,
  ports: ExchangePorts,
  { request, persons, by, address, pin }: AnswerOrder,
): Promise<Result<Answered, AnswerFailure>> {
  const opened = await openForAnswer(tx, request);
  if (!opened.ok) return opened;
  const { asked, hub } = opened.value;
  const hash = toHex(asked.hash);
  const now = ports.clock.now();
  const device = newDevice({
    id: uuidv7(ports.clock, ports.random),
    name: asked.deviceName,
    publicKey: fromHex(asked.publicKey),
    persons,
    enrolledAt: now,
    grantsVersion: await tx.grantsVersion(),
  });
  await tx.addDevice(device);
  await tx.noteAnswered({ hash, device: device.id, by, at: now });
  const { identity, kept } = await certify(tx, ports, hub, device);
  await tx.saveDevice({ ...device, ...kept });
  const goodUntil = now + answerLifeMs;
  const said = { request: hash, identity, hubAddress: address, hubPin: pin, madeAt: now, goodUntil };
  const statement = state(ports, hub, 'enrolment answer', answerBody(said));
  if (statement === null) return fail({ kind: 'hub-has-no-key' });
  const words = answerWords({ request, hub: hub.id, publicKey: hub.keys.at(-1)?.publicKey ?? '' });
  return ok({ answer: encodeStatement(statement), words, goodUntil });
}
