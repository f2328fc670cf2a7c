/** A request of a laptop and the answer that a hub of tests gave to it. */
import { toHex } from '../../shared/base/bytes.ts';
import { certificateBody } from '../../shared/protocol/device-certificate.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { answerBody, answerLifeMs, answerWords, hashInAnswer } from '../../shared/protocol/enrolment-answer.ts';
import { encodeEnrolmentRequest, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { goldenCertificate, hubKeyOf, stated } from './golden-trust.ts';
import { hubId, testDevice } from './network.ts';

export const laptopSecret = new Uint8Array(32).fill(1);

/** A request of a laptop whose key the tests know, and its answer. */
export async function exchangedByHand(now = Date.now()) {
  const publicKey = toHex(publicKeyOf(laptopSecret));
  const random = { bytes: (count: number) => new Uint8Array(count).fill(5) };
  const request = await encodeEnrolmentRequest({ publicKey, deviceName: 'SC-07', madeAt: now }, random, (bytes) =>
    signEd25519(laptopSecret, bytes),
  );
  return { request, ...(await answerTo(request, { now })) };
}

/** The answer of the hub of tests to any request. */
export async function answerTo(request: Uint8Array, { now = Date.now(), hubAddress = 'https://hub.example' } = {}) {
  const opened = openEnrolmentRequest(request);
  if (!opened.ok) throw new Error(opened.failure.kind);
  const { publicKey } = opened.value;
  const identity = { ...testDevice(1).identity, publicKey };
  const certificate = certificateBody({
    ...goldenCertificate,
    publicKey,
    device: identity.device,
    issuedAt: now,
    notAfter: now + answerLifeMs,
  });
  const answer = stated(
    'enrolment answer',
    answerBody({
      request: hashInAnswer(request),
      identity: { ...identity, hubKeys: [hubKeyOf(1)], certificate: toHex(stated('device certificate', certificate)) },
      hubAddress,
      hubPin: null,
      madeAt: now,
      goodUntil: now + answerLifeMs,
    }),
  );
  return { answer, words: answerWords({ request, hub: hubId, publicKey: hubKeyOf(1).publicKey }) };
}
