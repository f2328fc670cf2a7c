import { expect, test } from 'vitest';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { personRow, rosterOf } from '../training/roster.ts';
import { suggestMapping } from './column-mapping.ts';
import { draftsOfRows } from './drafts-of-plan.ts';
import { planRoster, planRosterInPieces, type RosterPlan } from './plan-roster.ts';
import { readCsv } from './read-csv.ts';

/** A session on a laptop, into which rosters are imported. */
function laptop() {
  const engine = createFakeLiveEngine();
  let made = 0;
  const ports = {
    clock: { now: () => 1_700_000_000_000 },
    random: {
      bytes(count: number) {
        made += 1;
        return new Uint8Array(count).fill(made, count - 1);
      },
    },
  };
  const read = async () => {
    const persons = (await engine.list({ type: 'person' })).map(personRow);
    const roster = rosterOf(await engine.list({ type: 'enrolment' }), new Map(persons.map((row) => [row.id, row])));
    return { persons, roster };
  };
  return {
    engine,
    read,
    async plan(text: string): Promise<RosterPlan> {
      const [header, ...rows] = readCsv(text).rows;
      const { persons, roster } = await read();
      return planRoster(rows, suggestMapping(header?.cells ?? []), { persons, roster });
    },
    async apply(plan: RosterPlan, accepted: readonly number[] = []) {
      const { persons, roster } = await read();
      const states = new Map((await engine.open(persons.map(({ id }) => id))).map((state) => [state.id, state]));
      const enrolled = new Set(roster.map(({ person }) => person.id));
      const place = { scope: 's', session: 'tr', ...ports, states, accepted: new Set(accepted), enrolled };
      const drafts = draftsOfRows(plan.rows, place);
      if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
      await engine.apply('somebody', drafts.value);
      return drafts.value.length;
    },
  };
}

const table = 'Name,Organisation,Rank,Email\nAmal Berrada,Sorrel Coast,Captain,a@x.example\nIgor Valenko,Tolmara,,\n';

test('a roster is imported, and the same file a second time changes nothing', async () => {
  const here = laptop();
  const first = await here.plan(table);
  expect(first.counts).toMatchObject({ new: 2, same: 0 });
  await here.apply(first);
  const again = await here.plan(table);
  expect(again.counts).toEqual({ new: 0, enrol: 0, fill: 0, same: 2, repeated: 0, refused: 0 });
  expect(await here.apply(again)).toBe(0);
});

test('a file takes nobody off the roster and overwrites nothing; it fills what is empty', async () => {
  const here = laptop();
  await here.apply(await here.plan(table));
  const next = await here.plan(
    'Name,Organisation,Rank\nIgor Valenko,Tolmara,Major\nAmal Berrada,Sorrel Coast,Colonel\n',
  );
  expect(next.rows.map(({ verdict, notes }) => [verdict, notes])).toEqual([
    ['fill', []],
    ['same', [{ kind: 'differs', field: 'role' }]],
  ]);
  await here.apply(next);
  const { roster, persons } = await here.read();
  expect(roster).toHaveLength(2);
  expect(persons.map(({ role }) => role).sort()).toEqual(['Captain', 'Major']);
});

test('each row has its verdict: twice in the file, nobody named, ragged, a bad address', async () => {
  const plan = await laptop().plan(
    'Name,Organisation,Email\nAmal Berrada,Sorrel Coast,a@x.example\nAMAL BERRADA,sorrel coast,a@x.example\n,Tolmara,\nIgor\nQiu Mei,Quellmark,none,more\n',
  );
  expect(plan.rows.map(({ verdict, notes }) => [verdict, notes.map(({ kind }) => kind)])).toEqual([
    ['new', []],
    ['repeated', []],
    ['refused', []],
    ['new', ['too-few-cells']],
    ['new', ['too-many-cells', 'email-invalid']],
  ]);
});

test('bidi marks stay in a name and are told', async () => {
  const name = '\u202bأمل برادة\u202c';
  const plan = await laptop().plan(`الاسم,الجهة\n${name},ساحل\n`);
  expect(plan.rows[0]).toMatchObject({ values: { name }, notes: [{ kind: 'hidden-marks' }] });
});

test('a likeness across scripts is suggested, never followed by itself', async () => {
  const here = laptop();
  await here.apply(await here.plan('الاسم\nأمل برادة\n'));
  const plan = await here.plan('Name\nAmal Berrada\n');
  expect(plan.rows[0]).toMatchObject({ verdict: 'new', maybe: { name: 'أمل برادة' } });
  await here.apply(plan);
  expect((await here.read()).persons).toHaveLength(2);
});

test('an accepted suggestion makes no second person, and the file is then known', async () => {
  const here = laptop();
  await here.apply(await here.plan('الاسم\nأمل برادة\n'));
  const plan = await here.plan('Name\nAmal Berrada\n');
  await here.apply(plan, [plan.rows[0]?.line ?? 0]);
  const { persons, roster } = await here.read();
  expect([persons.length, roster.length, persons[0]?.transliteration]).toEqual([1, 1, 'Amal Berrada']);
  expect((await here.plan('Name\nAmal Berrada\n')).counts.same).toBe(1);
});

test('a name in parts is put together, Chinese with the family name first', async () => {
  const plan = await laptop().plan('名,姓\n玉兰,陈\n');
  expect(plan.rows[0]?.values.name).toBe('陈玉兰');
});

test('a file does not bring back somebody who was taken off the roster; it says so', async () => {
  const here = laptop();
  await here.apply(await here.plan(table));
  const { persons, roster } = await here.read();
  const withdrawn = roster.filter(({ person }) => person.name === 'Igor Valenko');
  const left = roster.filter((row) => !withdrawn.includes(row));
  const [header, ...rows] = readCsv(table).rows;
  const plan = planRoster(rows, suggestMapping(header?.cells ?? []), { persons, roster: left, withdrawn });
  expect(plan.rows[1]).toMatchObject({ verdict: 'same', notes: [{ kind: 'withdrawn' }] });
});

test('twenty thousand rows are judged in pieces, with a count, and can be stopped', async () => {
  const text = `Name,Organisation\n${Array.from({ length: 20_000 }, (_, at) => `Person ${at},Tolmara`).join('\n')}`;
  const [, ...rows] = readCsv(text).rows;
  const mapping = suggestMapping(['Name', 'Organisation']);
  const around = { persons: [], roster: [] };
  let breaths = 0;
  const pieces = {
    async breathe() {
      breaths += 1;
    },
    isStopped: () => false,
  };
  const seen: number[] = [];
  const plan = await planRosterInPieces(rows, mapping, around, pieces, (done) => seen.push(done));
  expect(plan?.counts.new).toBe(20_000);
  expect(seen.at(-1)).toBe(19_980);
  // The window draws between two pieces: each is small, and none goes by without a breath.
  expect(Math.max(...seen.map((done, at) => done - (seen[at - 1] ?? 0)))).toBeLessThanOrEqual(20);
  expect(breaths).toBeGreaterThanOrEqual(seen.length);
  const stopped = { ...pieces, isStopped: () => seen.length > 1_010 };
  expect(await planRosterInPieces(rows, mapping, around, stopped, (done) => seen.push(done))).toBeNull();
});
