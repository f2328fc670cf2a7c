/** What certificates are worth, from the catalogue alone ([CT6]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';

export type CertificateState = 'valid' | 'expired' | 'replaced' | 'revoked';

export interface StandingCertificate {
  readonly id: RecordId;
  readonly scope: string;
  readonly person: RecordId;
  readonly session: RecordId;
  readonly course: RecordId;
  readonly key: RecordId;
  readonly statusPlace: number;
  readonly issuedOn: string;
  readonly validUntil: string | null;
  readonly by: string;
  readonly replaces: RecordId | null;
  readonly state: CertificateState;
  /** Of what ended it: the day, by whom, and why. */
  readonly ended: { readonly day: string; readonly by: string; readonly reason: string } | null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every certificate that names a person, the newest first. An erased one names nobody, and is not shown. */
export function standingCertificates(
  certificates: readonly CatalogueEntry[],
  revocations: readonly CatalogueEntry[],
  today: string,
): StandingCertificate[] {
  const revokedBy = new Map(revocations.map((entry) => [textOf(entry.values['certificate']), entry]));
  const replacedBy = new Map(certificates.map((entry) => [textOf(entry.values['replaces']), entry]));
  return certificates
    .filter(({ values }) => textOf(values['person']) !== '')
    .map((entry) => {
      const { id, scope, values } = entry;
      const validUntil = textOf(values['validUntil']) || null;
      const revoked = sameScope(revokedBy.get(id), scope);
      const replaced = sameScope(replacedBy.get(id), scope);
      return {
        id,
        scope,
        person: textOf(values['person']),
        session: textOf(values['session']),
        course: textOf(values['course']),
        key: textOf(values['certificateKey']),
        statusPlace: Number(values['statusPlace'] ?? 0),
        issuedOn: textOf(values['issuedOn']),
        by: textOf(values['by']),
        replaces: textOf(values['replaces']) || null,
        validUntil,
        state: stateOf(revoked, replaced, validUntil, today),
        ended: endOf(revoked, 'day') ?? endOf(replaced, 'issuedOn'),
      };
    })
    .sort((a, b) => (a.issuedOn === b.issuedOn ? (a.id < b.id ? 1 : -1) : a.issuedOn < b.issuedOn ? 1 : -1));
}

const sameScope = (entry: CatalogueEntry | undefined, scope: string) => (entry?.scope === scope ? entry : undefined);

function stateOf(revoked: unknown, replaced: unknown, validUntil: string | null, today: string): CertificateState {
  if (revoked !== undefined) return 'revoked';
  if (replaced !== undefined) return 'replaced';
  return validUntil !== null && validUntil < today ? 'expired' : 'valid';
}

function endOf(entry: CatalogueEntry | undefined, day: 'day' | 'issuedOn'): StandingCertificate['ended'] {
  if (entry === undefined) return null;
  const { values } = entry;
  return { day: textOf(values[day]), by: textOf(values['by']), reason: textOf(values['reason']) };
}
