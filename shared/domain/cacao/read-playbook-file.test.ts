import { expect, test } from 'vitest';
import { utf8 } from '../../base/bytes.ts';
import type { JsonObject } from '../../base/json.ts';
import { readPlaybookFile, stepLimit } from './read-playbook-file.ts';
import { reasonText } from './reason-text.ts';

const workflow = {
  'start--00000000-0000-4000-8000-000000000003': {
    type: 'start',
    on_completion: 'action--00000000-0000-4000-8000-000000000004',
  },
  'action--00000000-0000-4000-8000-000000000004': {
    type: 'action',
    commands: [{ type: 'manual', command: 'Do it.' }],
    agent: 'group--00000000-0000-4000-8000-000000000006',
    on_completion: 'end--00000000-0000-4000-8000-000000000005',
  },
  'end--00000000-0000-4000-8000-000000000005': { type: 'end' },
};
const sound: JsonObject = {
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--00000000-0000-4000-8000-000000000001',
  name: 'Sound',
  created_by: 'identity--00000000-0000-4000-8000-000000000002',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  workflow_start: 'start--00000000-0000-4000-8000-000000000003',
  workflow,
  agent_definitions: { 'group--00000000-0000-4000-8000-000000000006': { type: 'group', name: 'Shift' } },
};

const readText = (text: string) => readPlaybookFile('x.json', utf8(text));
const read = (value: unknown) => readText(JSON.stringify(value));
const base64 = (text: string) => Buffer.from(text).toString('base64');
const codes = (value: { reasons: readonly { code: string }[] }) => value.reasons.map((each) => each.code);

test('a sound playbook is imported without a word', () => {
  expect(read(sound)).toMatchObject({ status: 'imported', reasons: [], documents: [{ title: 'Sound', steps: 3 }] });
});

test('a byte-order mark is no obstacle, and UTF-16 is read with a warning', () => {
  expect(readText(`\uFEFF${JSON.stringify(sound)}`).status).toBe('imported');
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(JSON.stringify(sound), 'utf16le')]);
  const reading = readPlaybookFile('x.json', utf16);
  expect([reading.status, codes(reading)]).toEqual(['imported with warnings', ['text-utf16']]);
});

test.each([
  ['', 'file-empty'],
  [' \n', 'file-empty'],
  ['null', 'no-playbook'],
  ['[]', 'no-playbook'],
  ['"text"', 'no-playbook'],
  ['# A Markdown file', 'format-unknown'],
  ['{"type":"playbook"}', 'workflow-missing'],
  ['{"type":"playbook","workflow":{}}', 'steps-none'],
  ['{"type":"playbook","workflow":{"a":1}}', 'steps-none'],
  ['{"playbook_bin":"@@@"}', 'embedded-unreadable'],
  ['{"playbook_bin":"aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ="}', 'embedded-unreadable'],
])('%j is refused: %s', (text, code) => {
  const reading = readText(text);
  expect(reading.status).toBe('refused');
  expect(codes(reading)).toContain(code);
});

test('bytes that are no text are refused', () => {
  expect(codes(readPlaybookFile('x', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff)))).toEqual(['file-binary']);
  expect(codes(readPlaybookFile('x', Uint8Array.of(0x7b, 0xe9, 0x7d)))).toEqual(['text-not-utf8']);
});

test('broken JSON is refused with its line and column', () => {
  const [reason] = readText('{\n  "type": "playbook",\n  "name": oops\n}').reasons;
  expect(reason).toMatchObject({ code: 'json-broken', line: 3, column: 11 });
  expect(reason && reasonText(reason)).toBe('line 3:11: not valid JSON: a value is missing');
});

test('nesting of any depth is refused, not followed', () => {
  expect(codes(readText('['.repeat(500_000)))).toEqual(['json-too-deep']);
  expect(codes(readText(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`))).toEqual(['json-too-deep']);
});

test('base64 inside base64 inside base64 ends', () => {
  let text = JSON.stringify(sound);
  for (let i = 0; i < 4; i++) text = base64(text);
  expect(readText(base64(JSON.stringify(sound))).status).toBe('imported');
  expect(readText(text).status).toBe('refused');
});

test('names that JavaScript treats as commands are left out and told', () => {
  const reading = readText(JSON.stringify(sound).replace('{', '{"__proto__":{"polluted":1},"constructor":{"a":1},'));
  expect(codes(reading)).toEqual(['key-unsafe']);
  expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
  expect(reading.documents[0]?.document?.constructor).toEqual({ a: 1 });
});

test('a playbook in base64 is found in a STIX bundle, in an object and in an extension', () => {
  const bin = base64(JSON.stringify(sound));
  const action = { type: 'course-of-action', id: 'course-of-action--1', name: 'x', playbook_bin: bin };
  const extended = { type: 'course-of-action', extensions: { 'extension-definition--1': { playbook_bin: bin } } };
  for (const value of [{ type: 'bundle', objects: [action] }, action, extended]) {
    const reading = read(value);
    expect([reading.status, reading.documents[0]?.title]).toEqual(['imported', 'Sound']);
  }
});

test('of several playbooks in a file the good ones are kept when one is not', () => {
  const reading = read([sound, { type: 'playbook' }, { ...sound, name: 'Other' }]);
  expect(reading.status).toBe('imported with warnings');
  expect(reading.documents.map((each) => each.status)).toEqual(['imported', 'refused', 'imported']);
});

test('steps up to the limit are read in good time, more are refused', () => {
  const many = (count: number) => {
    const id = (i: number) => `action--00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    const steps = Array.from({ length: count - 2 }, (_, i) => [
      id(i),
      {
        type: 'action',
        name: `Step ${i}`,
        commands: [{ type: 'manual', command: 'x' }],
        agent: 'group--00000000-0000-4000-8000-000000000006',
        on_completion: i === count - 3 ? 'end--00000000-0000-4000-8000-000000000005' : id(i + 1),
      },
    ]);
    const ends = {
      'start--00000000-0000-4000-8000-000000000003': { type: 'start', on_completion: id(0) },
      'end--00000000-0000-4000-8000-000000000005': { type: 'end' },
    };
    return { ...sound, workflow: { ...ends, ...Object.fromEntries(steps) } };
  };
  expect(read(many(stepLimit)).status).toBe('imported');
  expect(codes(read(many(stepLimit + 1)))).toEqual(['steps-too-many']);
}, 30_000);

test('CACAO 1.1 is upgraded: types, ids, lists of branches, variables', () => {
  const reading = read({
    type: 'playbook',
    spec_version: '1.1',
    id: 'playbook--00000000-0000-4000-8000-000000000001',
    name: 'Old',
    created_by: 'identity--00000000-0000-4000-8000-000000000002',
    created: '2021-01-01T00:00:00.000Z',
    modified: '2021-01-01T00:00:00.000Z',
    playbook_variables: { $$place$$: { type: 'string' } },
    workflow_start: 'step--00000000-0000-4000-8000-000000000001',
    workflow: {
      'step--00000000-0000-4000-8000-000000000001': {
        type: 'start',
        on_completion: 'step--00000000-0000-4000-8000-000000000002',
      },
      'step--00000000-0000-4000-8000-000000000002': {
        type: 'if-condition',
        condition: '$$place$$ = 1',
        on_true: ['step--00000000-0000-4000-8000-000000000003', 'step--00000000-0000-4000-8000-000000000004'],
        on_false: ['step--00000000-0000-4000-8000-000000000005'],
      },
      'step--00000000-0000-4000-8000-000000000003': {
        type: 'single',
        name: 'a',
        on_completion: 'step--00000000-0000-4000-8000-000000000005',
      },
      'step--00000000-0000-4000-8000-000000000004': {
        type: 'playbook',
        playbook_id: 'playbook--00000000-0000-4000-8000-000000000009',
        on_completion: 'step--00000000-0000-4000-8000-000000000005',
      },
      'step--00000000-0000-4000-8000-000000000005': { type: 'end' },
    },
  });
  expect(reading.status).toBe('imported with warnings');
  expect(codes(reading)).toContain('upgraded');
  expect(codes(reading)).not.toContain('edge-dangling');
  const document = reading.documents[0]?.document as JsonObject;
  expect(document.spec_version).toBe('cacao-2.0');
  expect(Object.keys(document.playbook_variables as JsonObject)).toEqual(['__place__']);
  const steps = document.workflow as Record<string, JsonObject>;
  const branch = steps['if-condition--00000000-0000-4000-8000-000000000002'] as JsonObject;
  expect(branch.condition).toBe('__place__ = 1');
  expect(branch.on_false).toBe('end--00000000-0000-4000-8000-000000000005');
  expect(steps[branch.on_true as string]).toEqual({
    type: 'parallel',
    next_steps: [
      'action--00000000-0000-4000-8000-000000000003',
      'playbook-action--00000000-0000-4000-8000-000000000004',
    ],
  });
});

test('what a playbook lacks is told with its place, and does not stop it', () => {
  const reading = readText(
    JSON.stringify({ ...sound, name: undefined, priority: 'high', derived_from: [], valid_from: 'soon' }, null, 2),
  );
  expect(reading.status).toBe('imported with warnings');
  expect(codes(reading)).toEqual(['property-missing', 'time-malformed', 'property-empty', 'property-wrong-type']);
  expect(reading.reasons.slice(1).every((each) => each.line !== null)).toBe(true);
});
