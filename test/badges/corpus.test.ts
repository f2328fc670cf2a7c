import { expect, test } from 'vitest';
import { keyOfText } from '../../shared/domain/badge/public-key.ts';
import { verifyBadge } from '../../shared/domain/badge/verify-badge.ts';
import { corpusFiles, corpusFolder } from '../cacao/corpus.ts';
import { issuedCertificate, issuingKey } from '../support/issued-certificate.ts';

const here = corpusFolder !== null;
const title = (name: string) =>
  here ? name : `${name} (left out: the folder of real files is not beside the project)`;
const now = Date.parse('2026-11-27T12:00:00Z');

test.runIf(here)(
  title('[BV1] real certificates: what is sound and signed by its name is valid, everything else says why'),
  async () => {
    const verdicts = new Map<string, string>();
    for (const { name, bytes } of corpusFiles('open-badges')) {
      if (!/\.(json|jwt|png|svg)$/.test(name)) continue;
      const { valid, reasons } = await verifyBadge(bytes, { now });
      expect(valid || reasons.length > 0).toBe(true);
      verdicts.set(name.split('/').at(-1) as string, valid ? 'valid' : reasons.map(({ check }) => check).join(' '));
    }
    expect(Object.fromEntries(verdicts)).toMatchInlineSnapshot(`
      {
        "complete.json": "issuer",
        "endorsement-valid.json": "schema schema schema issuer",
        "fourRegistry-noStatus-noExpiry.json": "schema",
        "legacy-expiredStatus-noExpiry.json": "schema schema schema",
        "legacy-missingTypeStatus-noExpiry.json": "schema schema schema",
        "legacy-noStatus-expired.json": "dates",
        "legacy-noStatus-noExpiry-lcwExperience.json": "schema",
        "legacy-noStatus-noExpiry-stringIssuerId.json": "valid",
        "legacy-noStatus-noExpiry-tampered.json": "signature",
        "legacyRegistry-noStatus-noExpiry-issuerImageId.json": "schema",
        "mixedRegistry-validStatus-noExpiry.json": "schema",
        "noRegistry-noStatus-noExpiry.json": "schema",
        "oidf-noStatus-expired.json": "schema dates",
        "oidf-noStatus-noExpiry.json": "schema",
        "oidf-revokedStatus-expired.json": "schema dates",
        "simple-did-key-method.json": "issuer",
        "simple-err-context.json": "schema signature",
        "simple-err-expired.json": "issuer dates",
        "simple-err-issued.json": "schema issuer dates",
        "simple-err-proof-value.json": "signature",
        "simple-err-type.json": "schema schema signature",
        "simple-json.png": "issuer",
        "simple-json.svg": "issuer",
        "simple-noproof.json": "schema signature",
        "simple.json": "issuer",
        "simple.jwt": "schema signature",
      }
    `);
  },
);

test.runIf(here)(title('[BV3] with its key given, the plain certificate by address is valid'), async () => {
  const files = corpusFiles('open-badges/1edtech-ob30');
  const bytes = files.find(({ name }) => name.endsWith('/simple.json'))?.bytes as Uint8Array;
  const issuerKey = keyOfText('z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi');
  expect(await verifyBadge(bytes, { now, issuerKey })).toMatchObject({ valid: true, reasons: [] });
});

test.runIf(here)(
  title('[CT3] what is issued has the shape of the complete example of the standard, wherever both say something'),
  async () => {
    const example = corpusFiles('open-badges').find(({ name }) => name.endsWith('/complete.json'));
    const theirs: unknown = JSON.parse(new TextDecoder().decode(example?.bytes));
    expect(differingShapes(theirs, await issuedCertificate(issuingKey()))).toEqual([]);
  },
);

/** Where two values are of different kinds; a list of one and the one alone are the same to the standard. */
function differingShapes(theirs: unknown, ours: unknown, path = ''): string[] {
  const [a, b] = [[theirs].flat()[0], [ours].flat()[0]];
  if (a === undefined || b === undefined) return [];
  if (typeof a !== typeof b) return [`${path}: ${typeof a}, ${typeof b}`];
  if (typeof b !== 'object' || b === null) return [];
  const of = a as Record<string, unknown>;
  return Object.entries(b).flatMap(([name, value]) => differingShapes(of[name], value, `${path}.${name}`));
}
