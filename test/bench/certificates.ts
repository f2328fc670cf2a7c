import { utf8 } from '../../shared/base/bytes.ts';
import { bakeSvg } from '../../shared/domain/badge/svg-badge.ts';
import { pictureOf } from '../../shared/domain/certificate/certificate-picture.ts';
import { composeCertificate, composeShortCertificate } from '../../shared/domain/certificate/compose-certificate.ts';
import { svgOf } from '../../shared/domain/certificate/picture-svg.ts';
import {
  prepareProof,
  prepareToken,
  tokenWithSignature,
  withSignature,
} from '../../shared/domain/certificate/sign-certificate.ts';
import { signEd25519 } from '../../shared/protocol/ed25519.ts';
import { certificateFacts, issuingKey } from '../support/issued-certificate.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { median, timed } from './statistics.ts';

const count = 1_000;

/**
 * A thousand certificates in six languages: composed, signed whole and short, drawn with their square, baked into the drawing. One
 * thread, as it is beside the page. Baseline: the two signatures of each alone.
 */
export const certificates: Figure = {
  name: 'certificates',
  measure: async (context) => measureCertificates(context),
};

async function measureCertificates({ runs, say }: BenchContext): Promise<readonly Row[]> {
  const key = issuingKey();
  const messages = [utf8('x'.repeat(64)), utf8('x'.repeat(1_500))];
  const [whole, signing]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    whole.push(
      await timed(async () => {
        for (let n = 0; n < count; n += 1) bytes = (await makeOne(n, key)).length;
      }),
    );
    signing.push(
      await timed(() => {
        for (let n = 0; n < count; n += 1) for (const message of messages) signEd25519(key.secret, message);
      }),
    );
    say(`  ${count} certificates, ${(bytes / 1e3).toFixed(0)} kB each as a drawing`);
  }
  return [
    {
      name: 'certificates, a thousand signed and drawn',
      value: median(whole),
      unit: 'ms',
      baseline: median(signing),
      beside: 'the signatures alone',
      goal: 60_000,
    },
  ];
}

async function makeOne(n: number, key: ReturnType<typeof issuingKey>): Promise<string> {
  const id = `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const facts = certificateFacts(key, { id, statusPlace: n });
  const unsigned = await prepareProof(composeCertificate(facts), key.multikey);
  const credential = withSignature(unsigned, signEd25519(key.secret, unsigned.message));
  const short = prepareToken(composeShortCertificate(facts), key.multikey);
  const token = tokenWithSignature(short, signEd25519(key.secret, short.message));
  return bakeSvg(svgOf(pictureOf(credential, token)), JSON.stringify(credential));
}
