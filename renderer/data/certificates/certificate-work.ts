/** The slow part of certificates: statements are brought into one form before they are signed or checked. Runs on either thread. */
import { isJsonObject, type JsonObject } from '../../../shared/base/json.ts';
import { BadgeFault, type BadgeVerdict } from '../../../shared/domain/badge/badge-verdict.ts';
import { issuerOf } from '../../../shared/domain/badge/proof.ts';
import { readBadgeFile } from '../../../shared/domain/badge/read-badge-file.ts';
import { type VerifyOptions, verifyBadge } from '../../../shared/domain/badge/verify-badge.ts';
import {
  type CertificateFacts,
  composeCertificate,
  composeShortCertificate,
} from '../../../shared/domain/certificate/compose-certificate.ts';
import {
  prepareProof,
  prepareToken,
  type Unsigned,
  type UnsignedCertificate,
} from '../../../shared/domain/certificate/sign-certificate.ts';

export interface CertificateWork {
  /** What is to be signed of each. */
  prepare(facts: readonly CertificateFacts[], multikey: string): Promise<readonly UnsignedCertificate[]>;
  prepareList(list: JsonObject, multikey: string): Promise<Unsigned>;
  /** What a file says that can be looked up here; null when it cannot be read. */
  about(bytes: Uint8Array): Promise<AboutFile | null>;
  /** A drawing as a PNG file; the drawing is used up. */
  encodePng(drawn: ImageBitmap): Promise<Uint8Array>;
  check(bytes: Uint8Array, options: Pick<VerifyOptions, 'now' | 'status'>): Promise<BadgeVerdict>;
}

/** Ids as they stand in a file: believed of nothing but for looking them up. */
export interface AboutFile {
  readonly id: string;
  readonly issuer: string;
  /** The name of its status list, or null. */
  readonly list: string | null;
}

export const certificateWork: CertificateWork = {
  prepare: (facts, multikey) =>
    Promise.all(
      facts.map(async (each) => ({
        whole: await prepareProof(composeCertificate(each), multikey),
        short: prepareToken(composeShortCertificate(each), multikey),
      })),
    ),
  prepareList: prepareProof,
  async about(bytes) {
    try {
      const { credential } = readBadgeFile(bytes);
      const [status] = [credential['credentialStatus'] ?? []].flat();
      const list = isJsonObject(status ?? null) ? (status as JsonObject)['statusListCredential'] : null;
      return {
        id: String(credential['id']),
        issuer: issuerOf(credential),
        list: typeof list === 'string' ? list : null,
      };
    } catch (error) {
      if (error instanceof BadgeFault) return null;
      throw error;
    }
  },
  async encodePng(drawn) {
    const canvas = new OffscreenCanvas(drawn.width, drawn.height);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(drawn);
    const file = await canvas.convertToBlob({ type: 'image/png' });
    return new Uint8Array(await file.arrayBuffer());
  },
  check: verifyBadge,
};
