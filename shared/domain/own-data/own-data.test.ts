import { expect, test } from 'vitest';
import { unhurried } from '../../base/pieces.ts';
import { catalogueEntryOf } from '../catalogue.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { createRecord } from '../edit.ts';
import type { Grant } from '../policy/roles.ts';
import type { RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { attendanceMark } from '../training/attendance-mark.ts';
import { course } from '../training/course.ts';
import { enrolment } from '../training/enrolment.ts';
import { person } from '../training/person.ts';
import { session } from '../training/session.ts';
import { isAbout } from './find-about.ts';
import { gatherOwnData, type OwnData } from './gather-own-data.ts';
import { type OwnDataRequest, type OwnDataWords, ownDataJson, ownDataPage } from './own-data-document.ts';

const scope = 'aaaaaaaa-0000-4000-8000-000000000001';
const grant = (kinds?: readonly string[]): Grant => ({ person: 'trainer', scope, roles: ['steward'], kinds });
const ids = {
  anna: '0190f000-0000-7000-8000-000000000001',
  boris: '0190f000-0000-7000-8000-000000000002',
  course: '0190f000-0000-7000-8000-000000000003',
  session: '0190f000-0000-7000-8000-000000000004',
  secret: '0190f000-0000-7000-8000-000000000005',
} as const;
let made = 0;

function state(declaration: RecordDeclaration, id: string, values: object, author = 'trainer'): RecordState {
  const drafts = createRecord(declaration, { scope, id }, values);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  const fields: Record<string, RecordState['fields'][string]> = {};
  for (const { field, kind, value } of drafts.value) {
    made += 1;
    fields[field] = [{ id: `op-${made}`, kind, value, lamport: made, wall: made, author, device: 'd' }];
  }
  return { scope, type: declaration.type, id, fields, missing: [] };
}

const library = [
  state(person, ids.anna, { name: 'Anna <b>' }),
  state(person, ids.boris, { name: 'Boris', notSameAs: [ids.anna] }),
  state(course, ids.course, { title: { en: `About ${ids.anna}` } }, 'anna-account'),
  state(session, ids.session, { course: ids.course, marking: 'TLP:AMBER', instructors: ['Anna <b>'] }),
  state(session, ids.secret, { course: ids.course, marking: 'TLP:RED' }, 'anna-account'),
  state(enrolment, 'e-1', { session: ids.session, person: ids.anna }),
  state(enrolment, 'e-2', { session: ids.session, person: ids.boris }),
  state(enrolment, 'e-3', { session: ids.secret, person: ids.anna }),
  state(attendanceMark, 'm-1', { session: ids.session, person: ids.anna, mark: 'present' }),
];

const entries = library.map((each) => catalogueEntryOf(declarationOf(each.type) as RecordDeclaration, each));

function gather(
  account: string | null,
  grants: readonly Grant[] = [grant()],
  stopped = false,
): Promise<OwnData | null> {
  return gatherOwnData({
    port: {
      open: async (wanted) => library.filter(({ id }) => wanted.includes(id)),
      history: async (record) =>
        Object.entries(library.find(({ id }) => id === record)?.fields ?? {}).flatMap(([field, heads]) =>
          heads.map(({ kind, wall, author }) => ({ kind, field, wall, origin: { author } })),
        ),
    },
    entries,
    subject: new Set([ids.anna]),
    account,
    choice: { highest: 'TLP:AMBER+STRICT', grants, at: 0 },
    pieces: { ...unhurried, isStopped: () => stopped },
    onProgress: () => {},
  });
}

const idsOf = (data: OwnData | null) => data?.records.map(({ id }) => id).sort();

test('[PD1] a record is about somebody when it is them or a value of it names them, also one in conflict', () => {
  const about = library.filter((each) => isAbout(each, new Set([ids.anna]))).map(({ id }) => id);
  expect(about).toEqual([ids.anna, ids.boris, 'e-1', 'e-3', 'm-1']);
  const open = library[6] as RecordState;
  const other = { ...(library[5] as RecordState).fields['person']?.[0] } as RecordState['fields'][string][number];
  const contested = { ...open, fields: { ...open.fields, person: [...(open.fields['person'] ?? []), other] } };
  expect(isAbout(contested, new Set([ids.anna]))).toBe(true);
});

test('[PD1] what is marked too high by the record it belongs to, or may not be read, stays and is counted', async () => {
  const data = await gather(null);
  expect(idsOf(data)).toEqual([ids.anna, ids.boris, 'e-1', 'm-1']);
  expect(data?.plan.withheld).toBe(1);
  const less = await gather(null, [grant(['person', 'enrolment'])]);
  expect(idsOf(less)).toEqual([ids.anna, ids.boris, 'e-1']);
  expect(less?.plan.withheld).toBe(2);
});

test('[PD1] what they wrote themselves is listed when their account is named, by the same rules', async () => {
  const data = await gather('anna-account');
  expect([...new Set(data?.changes.map(({ record }) => record))]).toEqual([ids.course]);
  expect(data?.changes.map(({ field }) => field)).toEqual(['@exists', 'title.en']);
  expect(data?.changedWithheld).toBe(1);
  expect((await gather('somebody-else'))?.changes).toEqual([]);
});

test('[PD1] who stops it gets nothing', async () => {
  expect(await gather(null, undefined, true)).toBeNull();
});

const request: OwnDataRequest = {
  at: 1,
  by: { id: 'c', name: 'Coordinator', centre: 'Sorrel' },
  purpose: 'her letter',
  network: { id: 'h', name: 'Varenia', sample: true },
  subject: { ids: [ids.anna], name: 'Anna' },
  account: null,
  highest: 'TLP:AMBER+STRICT',
};
const words: OwnDataWords = {
  language: 'ar',
  title: 'A <title>',
  about: ['by & for'],
  deleted: 'deleted',
  changesTitle: 'changes',
  notHereTitle: 'not here',
  notHere: ['the hub'],
  columns: ['when', 'record', 'what'],
  type: (type) => type,
  field: (key) => key,
  moment: String,
  value: (text) => `word:${text}`,
  change: (kind, field) => `${kind} ${field}`,
};

test('[PD1] the page reads in its language and direction, and nothing that people wrote becomes part of it', async () => {
  const data = (await gather('anna-account')) as OwnData;
  const page = ownDataPage(data, words, (id) => (id === ids.session ? 'TR-20-031' : ''));
  expect(page).toContain('<html lang="ar" dir="rtl">');
  expect(page).toContain('Anna &lt;b&gt;');
  expect(page).not.toContain('<b>');
  expect(page).toContain('A &lt;title&gt;');
  expect(page).toContain('TR-20-031');
  expect(page).toContain('word:present');
  expect(page).toContain('set title.en');
});

test('[PD1] the JSON has every value that stands, who asked for it, and what was held back', async () => {
  const data = (await gather('anna-account')) as OwnData;
  const read = JSON.parse(ownDataJson(request, data, (id) => (id === ids.session ? 'TR-20-031' : '')));
  expect(read).toMatchObject({ format: 'waypost-own-data', version: 1, purpose: 'her letter', changedWithheld: 1 });
  expect(read.records).toHaveLength(4);
  expect(read.names).toEqual({ [ids.session]: 'TR-20-031' });
  expect(read.withheld).toEqual([{ type: 'enrolment', mark: 'TLP:RED', reason: 'marking', records: 1 }]);
});
