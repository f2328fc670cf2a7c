import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { attachmentLimit } from '../../../shared/domain/attachment.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleScope } from '../../../test/support/sample-playbook.ts';
import { type ImportedDocument, importFile, importProposal, type Proposal } from './import-files.ts';

const document = (modified: string, name = 'Ransomware') =>
  utf8(
    JSON.stringify({
      type: 'playbook',
      spec_version: 'cacao-2.0',
      id: 'playbook--61a6c41e-6efc-4516-a242-dfbc5c89d562',
      name,
      created_by: 'identity--5abe695c-7bd5-4c31-8824-2528696cdbf1',
      created: '2026-01-01T00:00:00.000Z',
      modified,
      workflow_start: 'start--07bea005-4a36-4a77-bd1f-79a6e4682a13',
      workflow: {
        'start--07bea005-4a36-4a77-bd1f-79a6e4682a13': {
          type: 'start',
          on_completion: 'end--6b23c237-ade8-4d00-9aa1-75999738d557',
        },
        'end--6b23c237-ade8-4d00-9aa1-75999738d557': { type: 'end' },
      },
    }),
  );
const first = document('2026-01-01T00:00:00.000Z');

function world() {
  const engine = createFakeLiveEngine();
  return { engine, context: { engine, person: 'p', scope: sampleScope } };
}

test('a playbook and its original are saved as one action', async () => {
  const { engine, context } = world();
  const report = await importFile({ name: 'a.json', bytes: first }, context);
  const imported = report.documents[0];
  const [kept] = await engine.list({ type: 'attachment', parent: imported?.playbook ?? '' });
  expect(kept?.values).toMatchObject({ name: 'a.json', purpose: 'original', size: first.length });
  const [playbook] = await engine.list({ type: 'playbook' });
  expect(playbook?.id).toBe(imported?.playbook);
});

test('another edition of a known playbook is left for a person to compare', async () => {
  const { engine, context } = world();
  await importFile({ name: 'a.json', bytes: first }, context);
  const again = await importFile(
    { name: 'b.json', bytes: document('2026-02-01T00:00:00.000Z', 'Ransomware, revised') },
    context,
  );
  expect(again.documents[0]).toMatchObject({ verdict: 'duplicate', why: 'other-edition' });
  expect(await engine.list({ type: 'playbook' })).toHaveLength(1);
});

test('another document whose author copied the identity is kept beside the first', async () => {
  const { engine, context } = world();
  await importFile({ name: 'a.json', bytes: first }, context);
  const other = document('2026-01-01T00:00:00.000Z', 'Stolen laptop');
  const again = await importFile({ name: 'b.json', bytes: other }, context);
  expect(again.documents[0]).toMatchObject({ verdict: 'warned', why: 'identity-shared' });
  expect(await engine.list({ type: 'playbook' })).toHaveLength(2);
  const third = await importFile({ name: 'c.json', bytes: other }, context);
  expect(third.documents[0]).toMatchObject({ verdict: 'duplicate', why: 'same' });
});

test.each([
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.from({ length: 400 }, (_, i) => (i * 7919) % 256)],
  ['half a file', first.slice(0, 90)],
  ['another document', utf8('{"type":"bundle","objects":[]}')],
])('%s is refused with a reason and leaves nothing behind', async (_name, bytes) => {
  const { engine, context } = world();
  const report = await importFile({ name: 'x', bytes }, context);
  expect(report.documents[0]?.verdict).toBe('refused');
  expect(report.documents[0]?.reasons.length).toBeGreaterThan(0);
  expect(engine.saved).toEqual([]);
});

test('a file over the limit is not read', async () => {
  const { context } = world();
  const report = await importFile({ name: 'x', bytes: new Uint8Array(attachmentLimit + 1) }, context);
  expect(report.documents[0]).toMatchObject({ verdict: 'refused', why: 'too-large' });
});

test('what the disk refuses is reported, and nothing is half there', async () => {
  const { engine, context } = world();
  engine.failWith = { kind: 'disk-full' };
  const report = await importFile({ name: 'a.json', bytes: first }, context);
  expect(report.documents[0]).toMatchObject({ verdict: 'refused', why: { kind: 'disk-full' } });
  engine.failWith = null;
  expect(await engine.list({ type: 'playbook' })).toEqual([]);
});

test('a document for people is proposed and nothing is saved; what was looked at is saved without what was left out', async () => {
  const { engine, context } = world();
  const file = { name: 'a.md', bytes: utf8('# Laptop\n## Report\n1. Call\n## Licence\nMIT\n') };
  const [proposed] = (await importFile(file, context)).documents as [ImportedDocument & { proposal: Proposal }];
  expect([proposed.verdict, engine.saved]).toEqual(['proposed', []]);
  const saved = await importProposal(proposed, proposed.proposal, new Set([1]), context);
  expect(saved).toMatchObject({ verdict: 'imported', why: null });
  const steps = await engine.list({ type: 'step', parent: saved.playbook ?? '' });
  expect(steps.filter(({ values }) => values.kind === 'action').map(({ values }) => values['name.en'])).toEqual([
    'Report',
  ]);
  const [kept] = await engine.list({ type: 'attachment', parent: saved.playbook ?? '' });
  expect(kept?.values).toMatchObject({ name: 'a.md', mediaType: 'text/markdown' });
});

test('the same document again is known when all of it was saved, and proposed again when a disk refused it', async () => {
  const { engine, context } = world();
  const file = { name: 'a.md', bytes: utf8('# Laptop\n## Report\nNow.\n') };
  const [proposed] = (await importFile(file, context)).documents as [ImportedDocument & { proposal: Proposal }];
  engine.failWith = { kind: 'disk-full' };
  const refused = await importProposal(proposed, proposed.proposal, new Set(), context);
  expect(refused).toMatchObject({ verdict: 'proposed', why: { kind: 'disk-full' } });
  engine.failWith = null;
  await importProposal(proposed, proposed.proposal, new Set(), context);
  expect((await importFile(file, context)).documents[0]).toMatchObject({ verdict: 'duplicate', why: 'same' });
});
