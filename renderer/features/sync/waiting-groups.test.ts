import { expect, test } from 'vitest';
import { textTraceKey, traceKey } from '../../../shared/domain/trace.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import { groupWaiting } from './waiting-groups.ts';

let made = 0;
function operation(record: string, field: string, more: Partial<StoredOperation> = {}): StoredOperation {
  made += 1;
  return {
    ...{ id: `op${made}`, kind: 'set', scope: 's', type: 'step', record, field, value: 'x', supersedes: [] },
    ...{ tx: 't', lamport: made, wall: made, schema: 1, seq: null },
    origin: { author: 'a', device: 'd', incarnation: 'i' },
    ...more,
  };
}
const noParent = () => null;

test('edits of one field are one line that names the field, the newest record first', () => {
  const groups = groupWaiting(
    [operation('step', 'description.ar'), operation('step', 'description.ar'), operation('other', 'who.en')],
    noParent,
  );
  expect(groups.map(({ record, field, changes }) => [record, field, changes])).toEqual([
    ['other', 'who.en', 1],
    ['step', 'description.ar', 2],
  ]);
});

test('a record that was made here is told as new, one that was deleted as deleted', () => {
  const groups = groupWaiting(
    [
      operation('new', '@exists', { kind: 'create' }),
      operation('new', 'title.en'),
      operation('gone', 'title.en'),
      operation('gone', '@exists', { kind: 'delete' }),
    ],
    noParent,
  );
  expect(groups.map(({ record, what }) => `${record} ${what}`)).toEqual(['gone deleted', 'new created']);
});

test('an import is one line: the playbook with its steps', () => {
  const steps = Array.from({ length: 12 }, (_, place) => operation(`step${place}`, 'name.en'));
  const groups = groupWaiting([operation('playbook', 'title.en', { type: 'playbook' }), ...steps], (record) =>
    record.startsWith('step') ? 'playbook' : null,
  );
  expect(groups).toMatchObject([{ record: 'playbook', parts: 12, changes: 13 }]);
});

test('steps whose playbook does not wait stay lines of their own', () => {
  const steps = Array.from({ length: 6 }, (_, place) => operation(`step${place}`, 'name.en'));
  expect(groupWaiting(steps, () => 'playbook')).toHaveLength(6);
});

test('a translation and the note on it are one change of one field; a note alone is one too', () => {
  const groups = groupWaiting(
    [operation('step', 'name.ar'), operation('step', 'translation:name.ar'), operation('other', 'translation:name.ar')],
    noParent,
  );
  expect(groups.map(({ record, field, changes }) => [record, field, changes])).toEqual([
    ['other', 'translation:name.ar', 1],
    ['step', 'name.ar', 1],
  ]);
});

test('[CF5] the trace of a change is no change of its own; an answer that changes fit is one', () => {
  const groups = groupWaiting(
    [
      operation('step', 'name.en'),
      operation('step', textTraceKey),
      operation('playbook', textTraceKey),
      operation('other', traceKey, { tx: 'answer' }),
    ],
    noParent,
  );
  expect(groups.map(({ record, field, changes }) => [record, field, changes])).toEqual([
    ['other', traceKey, 1],
    ['step', 'name.en', 1],
  ]);
});
