import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { existenceField, type Head, type RecordState } from '../record-state.ts';
import { keptRecord, keptRecordSchema } from './library-format.ts';

const scope = 'aaaaaaaa-0000-4000-8000-000000000001';
const there = { scope: 'aaaaaaaa-0000-4000-8000-000000000002', record: 'bbbbbbbb-0000-7000-8000-000000000002' };
const head = (id: string, kind: Head['kind'], value: Json): Head => {
  return { id, kind, value, lamport: 1, wall: 1, author: 'a', device: 'd' };
};

test('[MV1] a record that was moved away is in the file as one that is not here any more, and is read back', () => {
  const state: RecordState = {
    scope,
    type: 'playbook',
    id: 'bbbbbbbb-0000-7000-8000-000000000001',
    fields: {
      [existenceField]: [head('m', 'move', { seen: ['t'], to: there, made: ['x'] })],
      'title.en': [head('t', 'set', 'Cordon')],
    },
    missing: [],
  };
  const read = keptRecordSchema.safeParse(JSON.parse(JSON.stringify(keptRecord(state))));
  expect(read.data?.fields[existenceField]).toMatchObject([{ kind: 'delete', value: { seen: ['t'] } }]);
});
