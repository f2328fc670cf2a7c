/** From facts to records: composed beside the page, signed by the host, ready to be saved. */
import type { RecordId, ScopeId } from '../../../../shared/base/ids.ts';
import type { Json } from '../../../../shared/base/json.ts';
import { utcDay } from '../../../../shared/base/plain-date.ts';
import { fail, ok, type Result } from '../../../../shared/base/result.ts';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import { certificateList } from '../../../../shared/domain/certificate/certificate-key.ts';
import { type CertificateFacts, lastDayOf } from '../../../../shared/domain/certificate/compose-certificate.ts';
import { composeList } from '../../../../shared/domain/certificate/compose-list.ts';
import { tokenWithSignature, withSignature } from '../../../../shared/domain/certificate/sign-certificate.ts';
import { createRecord, type ValueInvalid } from '../../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import type { IpcFailure } from '../../../../shared/ipc/contract.ts';
import type { CertificateWork } from '../../../data/certificates/certificate-work.ts';
import { signOnHost } from '../../../data/certificates/host-signer.ts';
import type { Desktop } from '../../../data/desktop.ts';

export interface SigningPorts {
  readonly desktop: Desktop;
  readonly work: CertificateWork;
}

export interface NewCertificate {
  readonly facts: CertificateFacts;
  readonly scope: ScopeId;
  readonly by: string;
  readonly replaces: { readonly id: RecordId; readonly reason: string } | null;
}

/** Why nothing was signed: another laptop's key was asked for, or this one is not enrolled. */
export type SigningFailure = IpcFailure<'certificates:sign'> | ValueInvalid;

/** The records of some certificates, signed by this laptop's key. */
export async function draftCertificates(
  { desktop, work }: SigningPorts,
  multikey: string,
  wanted: readonly NewCertificate[],
): Promise<Result<OperationDraft[], SigningFailure>> {
  const unsigned = await work.prepare(
    wanted.map(({ facts }) => facts),
    multikey,
  );
  const signed = await signOnHost(
    desktop,
    unsigned.flatMap(({ whole, short }) => [whole.message, short.message]),
  );
  if (!signed.ok) return signed;
  const { signatures } = signed.value;
  const drafts: OperationDraft[] = [];
  for (const [at, one] of wanted.entries()) {
    const [whole, short] = [unsigned[at]?.whole, unsigned[at]?.short];
    const [ofWhole, ofShort] = [signatures[2 * at], signatures[2 * at + 1]];
    if (whole === undefined || short === undefined || ofWhole === undefined || ofShort === undefined) continue;
    const made = draftOf(one, withSignature(whole, ofWhole), tokenWithSignature(short, ofShort));
    if (!made.ok) return fail(made.failure);
    drafts.push(...made.value);
  }
  return ok(drafts);
}

function draftOf({ facts, scope, by, replaces }: NewCertificate, credential: Json, token: string) {
  const { id, person, session, course, key, statusPlace, at } = facts;
  const validUntil = lastDayOf(at, course.validMonths);
  return createRecord(
    certificate,
    { scope, id },
    {
      person: person.id,
      session: session.id,
      course: course.id,
      certificateKey: key,
      statusPlace,
      issuedOn: utcDay(at),
      ...(validUntil === null ? {} : { validUntil }),
      ...(replaces === null ? {} : { replaces: replaces.id, reason: replaces.reason }),
      by,
      credential,
      token,
    },
  );
}

export interface NewList {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly key: RecordId;
  readonly multikey: string;
  readonly places: ReadonlySet<number>;
  readonly at: number;
}

/** The record of the status list of this laptop's key. */
export async function draftList(
  { desktop, work }: SigningPorts,
  { id, scope, key, multikey, places, at }: NewList,
): Promise<Result<OperationDraft[], SigningFailure>> {
  const unsigned = await work.prepareList(composeList(key, `did:key:${multikey}`, places, at), multikey);
  const signed = await signOnHost(desktop, [unsigned.message]);
  if (!signed.ok) return signed;
  const [signature] = signed.value.signatures;
  if (signature === undefined) return fail({ kind: 'not-enrolled' });
  const list: Json = withSignature(unsigned, signature);
  return createRecord(certificateList, { scope, id }, { certificateKey: key, at, list });
}
