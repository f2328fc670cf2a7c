/** Every kind of decision of several persons, against the one table of who asks for it and who approves it. */
import { expect, test } from 'vitest';
import { issuingKey } from '../../test/support/issued-certificate.ts';
import type { Json } from '../base/json.ts';
import { digestOfAsked } from './access/access-request.ts';
import { digestOfTerms } from './agreement/agreement.ts';
import { digestOfIssuer } from './certificate/certificate-key.ts';
import { digestOfRequest } from './erasure/erasure.ts';
import { jointWordIn, withDevice } from './joint-word.ts';
import { recordDeclarations } from './records.ts';
import { digestOfEdition } from './release/release.ts';
import { digestOfRule } from './retention/retention-rule.ts';

const uuid = (n: number) => `0190a000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const by = { person: uuid(1), name: 'Ana', centre: 'Coast' };
const record = uuid(9);
const said = { language: 'en', by, at: 1_780_000_000_000 };
const terms = {
  ...{ title: 'Doctrine', reference: '', purpose: 'Practice', parties: ['Coast', 'Hills'], kinds: ['playbook'] },
  ...{ ceiling: 'TLP:AMBER', from: '2026-03-01', until: '2026-03-31', signatures: 1, ...said },
};
const asked = { scope: uuid(2), scopeName: 'S', kinds: ['run'], purpose: 'Study', until: '2026-06-01', ...said };
const rule = { kind: 'run', months: 12, action: 'remove', basis: 'The act', centre: null, ...said };
const edition = {
  ...{ playbook: uuid(3), number: '1.0', content: 'ab'.repeat(32), validFrom: '2026-03-01', validUntil: null },
  ...{ reviewDate: '2027-03-01', supersedes: null, note: '', ...said },
  rule: { needed: 1, distinct: 'person', roles: ['reviewer'] },
};
const issuer = { key: issuingKey().multikey, by, at: 1 };
const records = [{ id: uuid(4), type: 'person' }];
const request = { records, reason: 'Asked for', ...said };

/** Type and field of who asks and who approves, the word that approves, what is asked, and its digest. */
const kinds: readonly (readonly [string, string, string, string, string, object, string])[] = [
  ['agreement', 'terms', 'agreement-act', 'act', 'sign', terms, digestOfTerms(record, terms as never)],
  ['access-request', 'asked', 'access-answer', 'answer', 'approve', asked, digestOfAsked(record, asked as never)],
  ['retention-rule', 'rule', 'retention-act', 'act', 'approve', rule, digestOfRule(record, rule as never)],
  ['release', 'edition', 'release-approval', 'act', 'approve', edition, digestOfEdition(record, edition as never)],
  ['certificate-key', 'issuer', 'certificate-key-act', 'act', 'approve', issuer, digestOfIssuer(record, issuer)],
  ['erasure-request', 'request', 'erasure', 'word', 'erase', request, digestOfRequest(record, request as never)],
];

const operation = (type: string, field: string, value: object) => ({
  ...{ kind: 'set' as const, type, record, field, value: value as unknown as Json },
  ...{ scope: uuid(8), supersedes: [] },
});
const answer = (does: string, digest: string) => ({
  ...{ does, digest, note: 'Not now', reason: 'Not now', role: 'reviewer', request: record, asked: 'ab'.repeat(16) },
  ...said,
  // Only an erasure names records.
  ...(does === 'erase' ? { records } : {}),
});

test.each(kinds)(
  '[OD1] %s: asking and approving name the device, and nothing else does',
  (type, field, by, at, does, what, digest) => {
    expect(jointWordIn(operation(type, field, what))).toEqual({ digest, device: null });
    const approval = operation(by, at, answer(does, digest));
    expect(jointWordIn(approval)).toEqual({ digest, device: null });
    const others = ['end', 'refuse', 'return', 'recall', 'release', 'carry', 'decline'];
    for (const other of others) expect(jointWordIn(operation(by, at, answer(other, digest)))).toBeNull();
    expect(jointWordIn({ ...approval, kind: 'create' })).toBeNull();
    const draft = { ...operation('playbook', 'title.en', {}), value: 'A title' };
    const [signed, left] = withDevice([approval, draft], uuid(7));
    expect(signed?.value).toEqual({ ...answer(does, digest), device: uuid(7) });
    expect(jointWordIn(signed as typeof approval)).toEqual({ digest, device: uuid(7) });
    expect(left).toEqual(draft);
  },
);

test('[OD1] whatever belongs to another word and goes to its hub alone is in the table, or decides nothing together', () => {
  const known = kinds.flatMap(([type, , by]) => [type, by]);
  const beside = recordDeclarations.filter(
    ({ type, ofItsHub, parent }) => ofItsHub && parent !== null && !known.includes(type),
  );
  expect(beside.map(({ type }) => type).sort()).toEqual([
    'access-entry',
    'consent',
    'release-comment',
    'release-withdrawal',
  ]);
});
