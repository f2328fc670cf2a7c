/** What somebody says of a rule, an agreement or a release stands in their own name, else the hub refuses it. */
import { expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import { creationOf } from '../../test/support/scripted-device.ts';
import { type Signer, threeCentres } from '../../test/support/three-centres.ts';

const centres = threeCentres();
const { profile, propose, send, termsOf } = centres;

test('[RT2] a retention rule, and what is said of one, names whoever says it, else it is refused', async () => {
  const rule = {
    kind: 'review',
    months: 12,
    action: 'remove',
    basis: 'The records act',
    language: 'en',
    centre: 'Coast',
  };
  const said = (type: string, field: string, value: Json) =>
    creationOf(centres.world.ports, { scope: centres.world.scope, type, field, value });
  const proposal = (name: Signer) => said('retention-rule', 'rule', { ...rule, by: { ...profile(name) }, at: 1 });
  const approval = (name: Signer) =>
    said('retention-act', 'act', {
      does: 'approve',
      digest: '0'.repeat(64),
      note: '',
      language: 'en',
      by: { ...profile(name) },
      at: 1,
    });
  expect(await send(centres.people.ana, [proposal('ana')])).toEqual(['accepted', 'accepted']);
  expect(await send(centres.people.ana, [proposal('ben')])).toEqual(['accepted', 'refused: value-invalid']);
  expect(await send(centres.people.ana, [approval('ana')])).toEqual(['accepted', 'accepted']);
  expect(await send(centres.people.ana, [approval('ben')])).toEqual(['accepted', 'refused: value-invalid']);
});

test('[AG2] terms name whoever proposed them, else they are refused', async () => {
  expect(await propose(termsOf({ by: profile('ben') }))).toEqual(['accepted', 'refused: value-invalid']);
});

test('[RL3] what is said of a release is its author’s word, in a role that they hold', async () => {
  const said = (name: Signer, role: string, type = 'release-approval') => {
    const word = { digest: '0'.repeat(64), role, language: 'en', by: { ...profile(name) }, at: 1 };
    const [field, value] =
      type === 'release-approval'
        ? ['act', { does: 'approve', note: '', ...word }]
        : ['withdrawal', { reason: 'The channel was reassigned', ...word }];
    return creationOf(centres.world.ports, {
      scope: centres.world.scope,
      type,
      field: field as string,
      value: value as Json,
    });
  };
  const answers = async (author: string, ...args: Parameters<typeof said>) => (await send(author, [said(...args)]))[1];
  expect(await answers(centres.people.cid, 'cid', 'approver')).toBe('accepted');
  expect(await answers(centres.people.cid, 'cid', 'coordinator')).toBe('refused: role-may-not');
  expect(await answers(centres.people.cid, 'ben', 'approver')).toBe('refused: value-invalid');
  expect(await answers(centres.people.ben, 'ben', 'director', 'release-withdrawal')).toBe('accepted');
  expect(await answers(centres.people.ben, 'ben', 'approver', 'release-withdrawal')).toBe('refused: role-may-not');
});
