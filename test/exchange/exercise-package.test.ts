import { ed25519 } from '@noble/curves/ed25519.js';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { textOfUtf8, utf8 } from '../../shared/base/bytes.ts';
import { unhurried } from '../../shared/base/pieces.ts';
import { multikeyOf } from '../../shared/domain/badge/public-key.ts';
import { conductEvent } from '../../shared/domain/conduct/conduct-event.ts';
import { inject } from '../../shared/domain/conduct/inject.ts';
import { objective } from '../../shared/domain/conduct/objective.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { guideItem } from '../../shared/domain/evaluation/guide-item.ts';
import { rating } from '../../shared/domain/evaluation/rating.ts';
import { readLibrary } from '../../shared/domain/exchange/read-library.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { step } from '../../shared/domain/step.ts';
import { traceKey } from '../../shared/domain/trace.ts';
import { person } from '../../shared/domain/training/person.ts';
import type { EngineLife } from '../support/engine-life.ts';
import { scopeA as scope, scopeB, uuidNumbered } from '../support/network.ts';
import { apply, emptyDevice, exported, imported } from './exchange-world.ts';
import { made, packageOf, plannedPackage, signer } from './package-world.ts';

const id = (number: number) => uuidNumbered(0x71, number);
const [ex, pb, other] = [id(1), id(2), id(9)];
const records = [
  createRecord(
    exercise,
    { scope, id: ex },
    { title: { en: 'Tidewatch', ar: 'مراقبة المدّ' }, language: 'en', playbooks: [pb], state: 'planned' },
  ),
  createRecord(playbook, { scope, id: pb }, { title: { en: 'Bridge closed' }, language: 'en' }),
  createRecord(step, { scope, id: id(3) }, { playbook: pb, name: { en: 'Agree on a channel' }, kind: 'action' }),
  createRecord(objective, { scope, id: id(4) }, { exercise: ex, text: { en: 'One commander' }, language: 'en' }),
  createRecord(
    guideItem,
    { scope, id: id(5) },
    { exercise: ex, objective: id(4), text: { en: 'Named' }, language: 'en' },
  ),
  createRecord(inject, { scope, id: id(6) }, { exercise: ex, number: '17', title: { en: 'A queue' }, language: 'en' }),
  createRecord(playbook, { scope, id: other }, { title: { en: 'Not tested' }, language: 'en' }),
];

const [home, away] = [{} as { life: EngineLife; bytes: Uint8Array }, {} as { life: EngineLife }];

beforeAll(async () => {
  home.life = await emptyDevice();
  away.life = await emptyDevice();
  await apply(home.life, records.flatMap(made));
  home.bytes = (await packageOf(home.life, ex)).bytes;
});

async function stateOf({ engine }: EngineLife, record: string) {
  const [state] = await engine.open([record]);
  if (state === undefined) throw new Error(`${record} is not there`);
  return state;
}

test('[EX25] a package has the exercise, its parts and the playbooks that it tests with their steps, and nothing else', async () => {
  const { leaving } = await plannedPackage(home.life, ex);
  expect(leaving.map((each) => each.id).sort()).toEqual([ex, pb, id(3), id(4), id(5), id(6)].sort());
});

/** The package with one of its files changed. */
function meddled(path: string, change: (text: string) => string | null): Uint8Array {
  const { [path]: file = new Uint8Array(), ...rest } = unzipSync(home.bytes);
  const changed = change(textOfUtf8(file) ?? '');
  return zipSync(changed === null ? rest : { ...rest, [path]: utf8(changed) });
}

test('[EX26] a package that somebody changed is refused whole, whatever its hashes say', async () => {
  const refusal = async (bytes: Uint8Array) => {
    const read = await readLibrary(bytes, unhurried);
    return read.ok ? null : read.failure.kind;
  };
  const forger = ed25519.getPublicKey(new Uint8Array(32).fill(6));
  expect(await refusal(home.bytes)).toBeNull();
  expect(await refusal(meddled('everything.json', (text) => text.replace('Tidewatch', 'Tidewitch')))).toBe(
    'library-damaged',
  );
  expect(await refusal(meddled('manifest.json', (text) => text.replace('A test', 'A jest')))).toBe('library-unsigned');
  expect(await refusal(meddled('manifest.json', (text) => text.replace(signer.key, multikeyOf(forger))))).toBe(
    'library-unsigned',
  );
  expect(await refusal(meddled('manifest.json', (text) => text.replace(/ {2}"signedBy.*\n/, '')))).toBe(
    'library-unsigned',
  );
  expect(await refusal(meddled('signature.json', () => null))).toBe('library-unsigned');
  expect(await refusal(meddled('signature.json', (text) => text.replace(/"signature":"./, '"signature":"!')))).toBe(
    'library-unsigned',
  );
});

test('[EX27] a package comes back: facts are added, what both changed stands side by side, and again it does nothing', async () => {
  const gone = await imported(away.life, home.bytes);
  expect(gone.done).toMatchObject({ ok: true, value: { saved: 6 } });
  const fact = { exercise: ex, at: 5, by: 'Ines' } as const;
  await apply(away.life, [
    ...made(createRecord(conductEvent, { scope, id: id(7) }, { ...fact, kind: 'started' })),
    ...made(
      createRecord(rating, { scope, id: id(8) }, { ...fact, item: id(5), kind: 'rated', value: 'M', text: 'Late' }),
    ),
    ...made(setFields(exercise, await stateOf(away.life, ex), { state: 'held', 'title.fr': 'Veille de marée' })),
  ]);
  await apply(home.life, made(setFields(inject, await stateOf(home.life, id(6)), { 'title.en': 'A longer queue' })));

  const back = (await packageOf(away.life, ex)).bytes;
  const { plan, done } = await imported(home.life, back);
  expect(plan.obstacles).toEqual([]);
  expect(done).toMatchObject({ ok: true, value: { isStopped: false } });
  expect(await home.life.engine.list({ type: 'rating' })).toHaveLength(1);
  const held = await stateOf(home.life, ex);
  expect(held.fields['state']?.map(({ value }) => value).sort()).toEqual(['held', 'planned']);
  expect(held.fields['title.fr']?.map(({ value }) => value)).toEqual(['Veille de marée']);
  const queue = (await stateOf(home.life, id(6))).fields['title.en']?.map(({ value }) => value);
  expect(queue?.sort()).toEqual(['A longer queue', 'A queue']);

  const again = await imported(home.life, back);
  expect([again.plan.records, again.plan.obstacles]).toEqual([[], []]);
});

test('[EX27] a fact that says something else under the same id refuses the package, and nothing of it comes in', async () => {
  const there = await emptyDevice();
  const fact = { exercise: ex, at: 5, by: 'Ines', item: id(5), kind: 'rated' } as const;
  await apply(there, made(createRecord(rating, { scope, id: id(8) }, { ...fact, value: 'P' })));
  const { plan, done } = await imported(there, (await packageOf(away.life, ex)).bytes);
  expect(plan.obstacles).toMatchObject([{ id: id(8), verdict: 'differs' }]);
  expect(done).toMatchObject({ ok: false, failure: { kind: 'library-obstructed' } });
  expect(await there.engine.list({ type: 'exercise' })).toEqual([]);
});

test('[EX29] people of a roster whose scope has no place here, or who lie in another one here, are left out and said', async () => {
  const from = await emptyDevice();
  const [ines, omar] = [id(20), id(21)];
  const title = { en: 'Tidewatch' };
  await apply(from, [
    ...made(createRecord(exercise, { scope, id: ex }, { title, language: 'en', director: 'Ines', players: ['Omar'] })),
    ...made(createRecord(person, { scope, id: ines }, { name: 'Ines' })),
    ...made(createRecord(person, { scope: scopeB, id: omar }, { name: 'Omar' })),
  ]);
  const there = await emptyDevice();
  await apply(there, made(createRecord(person, { scope: scopeB, id: ines }, { name: 'Ines' })));
  const { plan, done } = await imported(there, (await packageOf(from, ex)).bytes, new Map([[scope, scope]]));
  expect(plan.obstacles).toEqual([]);
  expect(new Map(plan.leftOut.map((each) => [each.id, each.verdict]))).toEqual(
    new Map([
      [ines, 'differs'],
      [omar, 'no-scope'],
    ]),
  );
  expect(done).toMatchObject({ ok: true });
  expect(await there.engine.list({ type: 'exercise' })).toHaveLength(1);
});

test('[EX27] [CF5] traces of what led to the same values are no difference; that of a value which comes comes with it', async () => {
  const [here, there] = [await emptyDevice(), await emptyDevice()];
  const edit = async (life: EngineLife, values: Record<string, string>) =>
    apply(life, made(setFields(playbook, await stateOf(life, pb), values)));
  for (const life of [here, there]) {
    await apply(life, records.flatMap(made));
    await edit(life, { region: 'West' });
    await edit(life, { state: 'released' });
  }
  await edit(here, { region: 'North' });
  await edit(here, { region: 'West', 'title.en': 'Bridge shut' });
  await edit(there, { 'title.en': 'Bridge shut' });
  const traceOf = async (life: EngineLife) =>
    (await stateOf(life, pb)).fields[traceKey]?.map(({ value }) => value) ?? [];
  const before = await traceOf(here);
  expect(await traceOf(there)).not.toEqual(before);
  for (const { bytes } of [await exported(there), await packageOf(there, ex)]) {
    const { plan } = await imported(here, bytes);
    expect([plan.records, plan.obstacles]).toEqual([[], []]);
  }
  await edit(there, { reference: 'PB-1' });
  await imported(here, (await packageOf(there, ex)).bytes);
  expect((await traceOf(here)).length).toBe(before.length + 1);
});
