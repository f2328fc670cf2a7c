import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { expect, test } from 'vitest';
import { adaptation, adaptationPiece, baseOf, type Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import { coreOf } from '../../../../shared/domain/adaptation/core-playbook.ts';
import { createFromFields, setFields } from '../../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../../shared/domain/identity.ts';
import { playbook } from '../../../../shared/domain/playbook.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { freezePlaybook } from '../../../../shared/domain/release/frozen-playbook.ts';
import { step } from '../../../../shared/domain/step.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { createFakeLiveEngine, type FakeLiveEngine } from '../../../../test/support/fake-live-engine.ts';
import { openPlaybooks } from '../../../../test/support/playbook-screens.tsx';
import { draftReleased } from '../../../../test/support/release-drafts.ts';
import { sampleIdentity } from '../../../../test/support/sample-identity.ts';
import { samplePlaybook, samplePlaybookId, sampleScope } from '../../../../test/support/sample-playbook.ts';

const centreScope = '0190f000-0000-7000-8000-0000000000c5';
const layerId = '0190f000-0000-7000-8000-0000000000c6';
const [profile] = sampleIdentity.profiles;
const centre = profile?.centre ?? '';
const identity: DeviceIdentity = {
  ...sampleIdentity,
  scopes: [...sampleIdentity.scopes, { id: centreScope, name: 'Sorrel Coast papers', centre }],
  grants: [
    ...sampleIdentity.grants,
    { person: profile?.person ?? '', scope: centreScope, roles: ['investigator', 'coordinator'] },
  ],
};
const reader = `/playbooks/${samplePlaybookId}`;
const stepOf = (name: string | RegExp) => screen.findByRole('listitem', { name });
const cordonName = 'Set the cordon and move people behind it';

async function coreIn(engine: FakeLiveEngine) {
  const ids = (await engine.list({ type: 'step', parent: samplePlaybookId })).map(({ id }) => id);
  const [header] = await engine.open([samplePlaybookId]);
  const steps = (await engine.open(ids)).map((state) => viewOf(step, state));
  return coreOf(viewOf(playbook, header as RecordState), steps);
}

async function frozenIn(engine: FakeLiveEngine) {
  const ids = (await engine.list({ type: 'step', parent: samplePlaybookId })).map(({ id }) => id);
  const [header, ...steps] = await engine.open([samplePlaybookId, ...ids]);
  const frozen = freezePlaybook(header as RecordState, steps);
  if (!frozen.ok) throw new Error(frozen.failure.kind);
  return frozen.value;
}

async function setStep(engine: FakeLiveEngine, id: string, values: Parameters<typeof setFields>[2]) {
  const [state] = await engine.open([id]);
  const made = setFields(step, state as RecordState, values);
  engine.receive('core', made.ok ? made.value : []);
}

type Given = Partial<Piece> & Pick<Piece, 'kind' | 'step'>;

/** An engine with the sample playbook and a layer of the centre over it. */
async function withLayer(...pieces: readonly Given[]) {
  const engine = createFakeLiveEngine();
  engine.receive('core', samplePlaybook());
  await setStep(engine, 's-cordon', { adaptable: ['notes', 'additions', 'replacements'] });
  const core = await coreIn(engine);
  const base = core.edition as never;
  const made = [
    createFromFields(adaptation, { scope: centreScope, id: layerId }, { playbook: samplePlaybookId, base }),
    ...pieces.map(({ name = {}, description = {}, reason = {}, ...given }, place) => {
      const at = { step: given.step, field: given.field ?? null };
      const texts = { name, description, reason, legalReference: given.legalReference ?? {} };
      const keyed = Object.entries(texts).flatMap(([field, said]) =>
        Object.entries(said).map(([lang, text]) => [`${field}.${lang}`, text ?? null] as const),
      );
      return createFromFields(
        adaptationPiece,
        { scope: centreScope, id: `p-${place}` },
        {
          ...Object.fromEntries(keyed),
          ...{ kind: given.kind, ...at, adaptation: layerId, language: 'en', order: `a${place}` },
          base: baseOf(core, at) as never,
        },
      );
    }),
  ];
  engine.receive(
    'centre',
    made.flatMap((each) => (each.ok ? each.value : [])),
  );
  return engine;
}

const ours = 'Clear 100 m for a bag. At Quay Street use the east ramp only.';
const replaced: Given = {
  ...{ kind: 'replacement', step: 's-cordon', field: 'description', description: { en: ours } },
  ...{ reason: { en: 'The west stairs end inside the cordon.' }, legalReference: { en: 'Police Act, art. 22' } },
};

test('[AD3] the reader shows the effective text, and every local part says whose it is', async () => {
  const engine = await withLayer(
    { kind: 'note', step: 's-log', description: { en: 'Camera room: ext. 214.' } },
    { kind: 'addition', step: 's-cordon', name: { en: 'Call the harbour office' } },
    replaced,
  );
  await openPlaybooks(reader, { engine, identity });
  const cordon = await stepOf(cordonName);
  expect(await within(cordon).findByText(`Text of ${centre}, instead of the core’s`)).toBeTruthy();
  expect(within(cordon).getByText(ours)).toBeTruthy();
  expect(within(cordon).getByText('Police Act, art. 22')).toBeTruthy();
  const note = await stepOf('Log the report');
  expect(within(note).getByText(`Note of ${centre}`)).toBeTruthy();
  const added = await stepOf('Call the harbour office');
  expect(within(added).getByText(`added by ${centre}`)).toBeTruthy();
  expect(within(added).getByText('3a')).toBeTruthy();

  fireEvent.click(screen.getByRole('radio', { name: 'The core only' }));
  await waitFor(() => expect(screen.queryByText('Camera room: ext. 214.')).toBeNull());
  expect(within(await stepOf(cordonName)).getByText(/Clear 100 m for a bag, 200 m for a vehicle/)).toBeTruthy();
});

test('[AD3] in a language that the centre did not write, the core stays and the replacement stands beside it', async () => {
  const engine = await withLayer(replaced);
  await openPlaybooks(`${reader}?lang=ar`, { engine, identity });
  const cordon = await stepOf('أقم الطوق الأمني وأبعد الناس خلفه');
  expect(await within(cordon).findByText(`${centre} replaces this in another language: text`)).toBeTruthy();
  expect(within(cordon).getByText(ours).closest('[lang]')?.getAttribute('lang')).toBe('en');
  expect(within(cordon).getByText(/أخلِ مسافة 100 م/)).toBeTruthy();
});

test('[AD1] [AD2] a centre adds a note in its own scope, with the core’s words of now; what is fixed is not offered', async () => {
  const engine = await withLayer();
  await openPlaybooks(reader, { engine, identity });
  fireEvent.click(await screen.findByRole('button', { name: `Adapt for ${centre}` }));
  fireEvent.click(await screen.findByRole('button', { name: 'Adapt step 2' }));
  expect(await screen.findByText('The core lets nobody replace its words here.')).toBeTruthy();
  fireEvent.click(await screen.findByText('Add a note'));
  const text = await screen.findByRole('textbox', { name: 'Note' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findAllByText('This cannot stay empty.')).toHaveLength(2);
  fireEvent.change(text, { target: { value: 'Ask the porter first.' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Why your centre needs it' }), {
    target: { value: 'He knows.' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Ask the porter first.')).toBeTruthy();
  expect(new Set(engine.saved.map(({ scope }) => scope))).toEqual(new Set([centreScope]));
  const base = engine.saved.find(({ field }) => field === 'base')?.value;
  expect(base).toMatchObject({ number: '4.2', name: { en: 'Confirm that nobody owns the item' } });
});

test('[AD1] the first piece makes the adaptation with it', async () => {
  const engine = createFakeLiveEngine();
  engine.receive('core', samplePlaybook());
  await openPlaybooks(`${reader}/adapt?kind=addition&step=s-log`, { engine, identity });
  fireEvent.change(await screen.findByRole('textbox', { name: 'Name of the step' }), {
    target: { value: 'Ring twice' },
  });
  fireEvent.change(screen.getByRole('textbox', { name: 'Why your centre needs it' }), { target: { value: 'Law.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(within(await stepOf('Ring twice')).getByText(`added by ${centre}`)).toBeTruthy();
  expect(engine.saved.filter(({ kind }) => kind === 'create').map(({ type }) => type)).toEqual([
    adaptation.type,
    adaptationPiece.type,
  ]);
});

const changed = 'Clear 200 m, whatever it is. Keep the exits of the station open and the approach road free.';

test('[AD4] [AD6] a new core asks: three texts side by side, an answer, and the way back', async () => {
  const engine = await withLayer(replaced, { kind: 'note', step: 's-log', description: { en: 'Ext. 214.' } });
  await setStep(engine, 's-cordon', { 'description.en': changed });
  const { router } = await openPlaybooks(reader, { engine, identity });
  const cordon = await stepOf(cordonName);
  expect(await within(cordon).findByText(/does not count until somebody decides/)).toBeTruthy();
  expect(within(cordon).getByText(changed)).toBeTruthy();
  fireEvent.click(within(cordon).getByRole('link', { name: 'Decide' }));
  const now = await screen.findByRole('region', { name: 'Now: core 4.2, edited since' });
  expect(router.state.location.pathname).toBe(`/adaptations/${layerId}`);
  expect(now.textContent).toContain('whatever it is');
  expect(screen.getByRole('region', { name: 'Before: core 4.2' }).textContent).toContain('200 m for a vehicle');
  expect(screen.getByRole('region', { name: `Ours: ${centre}` }).textContent).toContain('east ramp');
  fireEvent.click(screen.getByRole('radio', { name: /Keep ours as it is/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Decide' }));
  expect(await screen.findByText('Everything is decided.')).toBeTruthy();
  const [layer] = await engine.open([layerId]);
  expect(viewOf(adaptation, layer as RecordState).base).toEqual((await coreIn(engine)).edition);

  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('region', { name: 'Now: core 4.2, edited since' })).toBeTruthy();
});

test('[AD7] what the writers of a released core work on asks nothing; their next release does', async () => {
  const engine = await withLayer(replaced);
  const release = async (n: number, number: string) =>
    engine.receive('core', draftReleased(await frozenIn(engine), { n, number, scope: sampleScope }).drafts);
  await release(20, '4.2');
  await setStep(engine, 's-cordon', { 'description.en': changed });
  await openPlaybooks(`/adaptations/${layerId}`, { engine, identity });
  expect(await screen.findByText(ours)).toBeTruthy();
  expect(screen.queryByRole('region', { name: /^Now: core/ })).toBeNull();
  await release(30, '4.3');
  const now = await screen.findByRole('region', { name: 'Now: core 4.3' });
  expect(now.textContent).toContain('whatever it is');
});

test('[AD3] [RN4] in a run the centre’s text stands instead of the core’s, and its own steps have boxes of their own', async () => {
  const added: Given = { kind: 'addition', step: 's-log', name: { en: 'Ring the harbour office' } };
  const engine = await withLayer({ ...replaced, step: 's-log' }, added);
  await setStep(engine, 's-log', { adaptable: ['notes', 'additions', 'replacements'] });
  await openPlaybooks(`${reader}/run`, { engine, identity });
  fireEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  expect(await screen.findByText(`Text of ${centre}, instead of the core’s: text`)).toBeTruthy();
  expect(screen.getByText(ours)).toBeTruthy();
  expect(screen.queryByText(/Write down who reported it/)).toBeNull();
  const check = () => fireEvent.keyDown(document.body, { code: 'Space', key: ' ' });
  check();
  const own = await screen.findByRole('heading', { level: 2, name: 'Ring the harbour office' });
  expect(own.parentElement?.textContent).toContain(`added by ${centre}`);
  expect(screen.getByText('1 of 11 done')).toBeTruthy();
  check();
  expect(await screen.findByRole('heading', { level: 2, name: 'Confirm that nobody owns the item' })).toBeTruthy();
  expect(await engine.list({ type: 'run-event', where: { kind: 'done', step: 'p-1' } })).toHaveLength(1);
});

test('[AD3] paper carries the effective text and says whose each part is', async () => {
  const note: Given = { kind: 'note', step: 's-log', description: { en: 'Camera room: ext. 214.' } };
  const added: Given = { kind: 'addition', step: 's-cordon', name: { en: 'Call the harbour office' } };
  const { desktop } = await openPlaybooks(reader, { engine: await withLayer(note, added, replaced), identity });
  await screen.findByText(ours);
  fireEvent.click(screen.getByRole('button', { name: 'Print or save as PDF' }));
  await waitFor(() => expect(desktop.printed).toHaveLength(1));
  const [paper = ''] = desktop.printed;
  for (const words of [`${ours} [text of ${centre}]`, `3a. Call the harbour office [added by ${centre}]`])
    expect(paper).toContain(words);
  expect(paper).toContain(`With what ${centre} added`);
  expect(paper).toContain('Camera room: ext. 214.');
});

test('[AD6] what gave way to the core stays readable and comes back', async () => {
  const engine = await withLayer(replaced);
  await setStep(engine, 's-cordon', { 'description.en': changed });
  await openPlaybooks(`/adaptations/${layerId}`, { engine, identity });
  fireEvent.click(await screen.findByRole('radio', { name: /Take the core’s text/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Decide' }));
  fireEvent.click(await screen.findByText('1 piece was taken away'));
  expect(await screen.findByText(ours)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Bring back' }));
  expect(await screen.findByRole('region', { name: 'Now: core 4.2, edited since' })).toBeTruthy();
});

test('[AD2] while a playbook is edited its author says what centres may do to a step', async () => {
  const { engine } = await openPlaybooks(reader, { drafts: samplePlaybook(), identity });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  fireEvent.click(await screen.findByRole('button', { name: 'What centres may do to step 3' }));
  fireEvent.click(await screen.findByText('Add notes'));
  await waitFor(() => expect(engine.saved).toMatchObject([{ field: 'adaptable', value: ['additions'] }]));
});

test('axe finds nothing on the layer and on the form of a piece', async () => {
  const engine = await withLayer(replaced);
  await setStep(engine, 's-cordon', { 'description.en': changed });
  const { router } = await openPlaybooks(`/adaptations/${layerId}`, { engine, identity });
  await screen.findByRole('radio', { name: /Take the core’s text/ });
  const problems = async () => {
    const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  };
  expect(await problems()).toEqual([]);
  await router.navigate({ to: `${reader}/adapt/p-0` });
  await screen.findByRole('textbox', { name: 'Your text' });
  expect(await problems()).toEqual([]);
});
