/** Decoders of what a hub says under its key about devices, and of what joins a laptop without a network. */
import { concat, toHex, utf8 } from '../../shared/base/bytes.ts';
import { decodeValue, encodeCanonical } from '../../shared/protocol/canonical-cbor.ts';
import { readDeviceCertificate } from '../../shared/protocol/device-certificate.ts';
import { signEd25519, verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { openEnrolmentAnswer } from '../../shared/protocol/enrolment-answer.ts';
import { fileAsText, fileOfBytes, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { openRevocation } from '../../shared/protocol/revocation.ts';
import { decodeStatement, type StatementPurpose } from '../../shared/protocol/statement.ts';
import { exchangedByHand, laptopSecret } from '../support/by-hand.ts';
import { certificateBytes, hubKeyOf, revocationBytes, stated } from '../support/golden-trust.ts';
import { hubId } from '../support/network.ts';
import { type Sample, type Target, whole } from './target.ts';

const madeAt = Date.UTC(2026, 0, 1);
const byHand = exchangedByHand(madeAt);

/** A day that is shown must be one: what throws here would take the screen with it. */
const shown = (...moments: readonly number[]) => moments.map((moment) => new Date(moment).toISOString());

/** A statement whose body is damaged before it is signed: what an evil hub could say. */
function signedAnew(purpose: StatementPurpose, bytes: Uint8Array): Sample {
  const statement = decodeStatement(bytes);
  if (!statement.ok) throw new Error('no statement');
  return { pieces: [statement.value.body], join: (pieces) => stated(purpose, concat(...pieces)) };
}

/** A request whose body is damaged before its own key signs it. */
function provedAnew(request: Uint8Array): Sample {
  const { body } = decodeValue(request) as { readonly body: Uint8Array };
  return {
    pieces: [body],
    join(pieces) {
      const said = concat(...pieces);
      const proof = signEd25519(laptopSecret, concat(utf8('waypost enrolment request proof'), said));
      return encodeCanonical({ body: said, proof });
    },
  };
}

export const trustTargets: readonly Target[] = [
  {
    name: 'device certificate',
    weight: 2,
    samples: () => [whole(certificateBytes()), signedAnew('device certificate', certificateBytes())],
    read: (bytes) => readDeviceCertificate(bytes).ok,
  },
  {
    name: 'revocation',
    weight: 1,
    samples: () => [whole(revocationBytes()), signedAnew('revocation', revocationBytes())],
    read: async (bytes) => {
      const known = { hub: hubId, keys: [hubKeyOf(1)], verify: verifyEd25519 };
      return (await openRevocation(toHex(bytes), known)) !== null;
    },
  },
  {
    name: 'request without a network',
    weight: 1,
    samples: async () => {
      const { request } = await byHand;
      return [whole(request), whole(utf8(fileAsText(request))), provedAnew(request)];
    },
    read: (bytes) => {
      const opened = openEnrolmentRequest(fileOfBytes(bytes));
      return opened.ok && shown(opened.value.madeAt).length > 0;
    },
  },
  {
    name: 'answer without a network',
    weight: 1,
    samples: async () => {
      const { answer } = await byHand;
      return [whole(answer), whole(utf8(fileAsText(answer))), signedAnew('enrolment answer', answer)];
    },
    read: async (bytes) => {
      const opened = await openEnrolmentAnswer(fileOfBytes(bytes), (await byHand).request, madeAt);
      if (opened.ok) return true;
      if (opened.failure.kind === 'enrolment-answer-expired') shown(opened.failure.until);
      if (opened.failure.kind === 'enrolment-answer-early') shown(opened.failure.madeAt);
      return false;
    },
  },
];
