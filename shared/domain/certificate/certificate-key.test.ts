import { expect, test } from 'vitest';
import { issuingKey } from '../../../test/support/issued-certificate.ts';
import type { Json } from '../../base/json.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { wordSignerIn } from '../word-signer.ts';
import { certificateKey, certificateKeyAct, digestOfIssuer, type KeyAct, standingKeys } from './certificate-key.ts';

const who = (n: number, centre: string) => ({
  person: `0190a000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
  name: `Person ${n}`,
  centre,
});
const [asker, colleague, stranger] = [who(1, 'Highlands'), who(2, 'Highlands'), who(3, 'Coast')];
const issuer = { key: issuingKey().multikey, by: asker, at: 1 };
const digest = digestOfIssuer('k', issuer);

const entry = (id: string, values: Readonly<Record<string, Json>>): CatalogueEntry =>
  ({ id, scope: 's', values }) as unknown as CatalogueEntry;
const stateAfter = (...acts: readonly Partial<KeyAct>[]) =>
  standingKeys(
    [entry('k', { issuer: issuer as unknown as Json })],
    acts.map((act, n) => {
      const said = { does: 'approve', digest, note: '', by: colleague, at: 2, ...act };
      return entry(`a${n}`, { certificateKey: 'k', act: said as unknown as Json });
    }),
  )[0]?.state;

test('[CT1] a key signs for a centre once another person of that centre approved exactly it', () => {
  expect(stateAfter()).toBe('waiting');
  expect(stateAfter({})).toBe('in-force');
  expect(stateAfter({ by: asker })).toBe('waiting');
  expect(stateAfter({ by: stranger })).toBe('waiting');
  expect(stateAfter({ digest: digestOfIssuer('other', issuer) })).toBe('waiting');
});

test('[CT1] one person of the centre ends it, with a reason, whatever was approved before or after', () => {
  expect(stateAfter({}, { does: 'end', note: 'The laptop was lost', by: asker })).toBe('ended');
  expect(stateAfter({}, { does: 'end', note: ' ' })).toBe('in-force');
  expect(stateAfter({}, { does: 'end', note: 'Not ours', by: stranger })).toBe('in-force');
});

test('[CT1] the hub asks that who speaks of a key is who signed the word', () => {
  const said = { kind: 'set', type: certificateKey.type, field: 'issuer', value: issuer as unknown as Json } as const;
  expect(wordSignerIn(said)).toEqual(asker);
  const act = { does: 'approve', digest, note: '', by: colleague, at: 2 } as unknown as Json;
  expect(wordSignerIn({ ...said, type: certificateKeyAct.type, field: 'act', value: act })).toEqual(colleague);
});
