/** A request of a laptop and the answer that a hub of tests gave to it. */
import { toHex } from '../../shared/base/bytes.ts';
import { certificateBody } from '../../shared/protocol/device-certificate.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { answerBody, answerLifeMs, answerWords, hashInAnswer } from '../../shared/protocol/enrolment-answer.ts';
import { encodeEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { goldenCertificate, hubKeyOf, stated } from './golden-trust.ts';
import { hubId, testDevice } from './network.ts';

export async function exchangedByHand(now = Date.now()) {
  const secret = new Uint8Array(32).fill(1);
  const publicKey = toHex(publicKeyOf(secret));
  const random = { bytes: (count: number) => new Uint8Array(count).fill(5) };
  const request = await encodeEnrolmentRequest({ publicKey, deviceName: 'SC-07', madeAt: now }, random, (bytes) =>
    signEd25519(secret, bytes),
  );
  const { identity } = testDevice(1);
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
      hubAddress: 'https://hub.example',
      hubPin: null,
      madeAt: now,
      goodUntil: now + answerLifeMs,
    }),
  );
  return { request, answer, words: answerWords({ request, hub: hubId, publicKey: hubKeyOf(1).publicKey }) };
}
