import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import {
  digestOfRule,
  type Rule,
  type RuleAct,
  readRule,
  readRuleAct,
  retentionAct,
  retentionRule,
} from '../../../shared/domain/retention/retention-rule.ts';
import { action } from '../../../shared/domain/review/action.ts';
import { review } from '../../../shared/domain/review/review.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import { engineShellData } from '../../app/engine-shell-data.ts';
import { EngineProvider } from '../../data/engine-context.tsx';
import { governanceFeature } from './feature.ts';

beforeEach(() => localStorage.clear());

const uuid = (n: number) => `0190f000-0000-4000-8000-0000000000${n}`;
const id = uuid(94);
const amina = {
  person: sampleIdentity.profiles[0]?.person ?? '',
  name: 'Amina Dessalou',
  centre: 'Sorrel Coast Centre',
};
const ruslan = { person: uuid(92), name: 'Ruslan Emirov', centre: 'Sorrel Coast Centre' };
const rule: Rule = {
  kind: 'review',
  months: 12,
  action: 'remove',
  basis: 'Records act, section 4',
  language: 'en',
  centre: null,
  by: ruslan,
  at: 1,
};

const made = (result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const proposed = (of = rule) => made(createRecord(retentionRule, { scope, id }, { rule: of as unknown as Json }));
const act = (n: number, by: RuleAct['by'], of = rule) => {
  const said: RuleAct = { does: 'approve', digest: digestOfRule(id, of), note: '', language: 'en', by, at: 2 };
  return made(createRecord(retentionAct, { scope, id: uuid(n) }, { rule: id, act: said as unknown as Json }));
};
const aReview = (n: number, end: string) =>
  made(createRecord(review, { scope, id: uuid(n) }, { title: { en: `Review ${n}` }, end, language: 'en' }));
const anAction = (n: number, of: number) =>
  made(createRecord(action, { scope, id: uuid(n) }, { review: uuid(of), text: { en: 'Mend it' }, state: 'open' }));

interface Opening {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  readonly roles?: readonly Role[];
}

async function open(path: string, { drafts = [], language = 'en', roles = ['coordinator'] }: Opening = {}) {
  const engine = createFakeLiveEngine();
  engine.receive('somebody', drafts);
  const identity: DeviceIdentity = { ...sampleIdentity, grants: [{ person: amina.person, scope, roles: [...roles] }] };
  const app = await renderApp(path, {
    language,
    features: [governanceFeature],
    namespaces: ['governance'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={identity} desktop={createFakeDesktop()}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine };
}

const problems = async () => {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
};
const submit = () => fireEvent.submit(document.querySelector('form') as HTMLFormElement);

test('a rule is proposed with a legal basis; names are taken out only of what names nobody afterwards', async () => {
  const { engine } = await open('/governance/retention');
  fireEvent.click(await screen.findByRole('button', { name: 'Propose a rule' }));
  const basis = await screen.findByRole('textbox', { name: 'Legal basis' });
  expect(screen.queryByRole('option', { name: 'Take the names out' })).toBeNull();
  fireEvent.change(screen.getByRole('combobox', { name: 'Kind of record' }), { target: { value: 'review' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'What is done then' }), { target: { value: 'anonymise' } });
  submit();
  expect(await screen.findByText('Say which law or rule asks for it.')).toBeTruthy();
  expect(engine.saved).toEqual([]);
  expect(await problems()).toEqual([]);
  fireEvent.change(basis, { target: { value: ' Records act, section 4 ' } });
  submit();
  expect(await screen.findByRole('heading', { level: 1, name: 'Reviews' })).toBeTruthy();
  const [entry] = await engine.list({ type: 'retention-rule' });
  expect(readRule(entry?.values['rule'])).toMatchObject({
    kind: 'review',
    months: 60,
    action: 'anonymise',
    basis: 'Records act, section 4',
    centre: amina.centre,
    by: amina,
  });
  // Whoever proposed it does not approve it.
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
});

test('[RT4] what would go and what stays is said with reasons; nothing goes before somebody carries it out', async () => {
  const drafts = [...proposed(), ...aReview(11, '2020-03-01'), ...aReview(12, '2020-02-01'), ...anAction(21, 12)];
  const { engine } = await open(`/governance/retention/${id}`, { drafts });
  const going = within(await screen.findByRole('region', { name: /Would go on/ }));
  expect(going.getByText('Review 11')).toBeTruthy();
  expect(going.getByText('The oldest counts from 1 Mar 2020.')).toBeTruthy();
  const kept = within(screen.getByRole('region', { name: 'Old enough, and stays' }));
  expect(kept.getByText('Review 12')).toBeTruthy();
  expect(kept.getByText('Open corrective action')).toBeTruthy();
  // Proposed is not in force.
  expect(screen.queryByRole('button', { name: 'Remove 1 record' })).toBeNull();
  expect(await problems()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Approve' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Remove 1 record' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Marks of attendance/)).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: 'Remove 1 record' }));
  expect(await screen.findByText(/Amina Dessalou carried it out on/)).toBeTruthy();
  expect((await engine.list({ type: 'review' })).map((one) => one.id)).toEqual([uuid(12)]);
  const acts = (await engine.list({ type: 'retention-act' })).map(({ values }) => readRuleAct(values['act']));
  expect(acts.find((one) => one?.does === 'carry')).toMatchObject({ records: 1, by: amina });
});

test('[RT4] a legal hold with its reason keeps a record that would have gone', async () => {
  const { engine } = await open(`/governance/retention/${id}`, {
    drafts: [...proposed(), ...act(81, amina), ...aReview(11, '2020-03-01')],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Hold Review 11' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByRole('textbox', { name: 'Why' }), { target: { value: 'Inquiry of March' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Hold' }));
  expect(await screen.findByText('Legal hold')).toBeTruthy();
  expect(screen.getByText(/Nothing would go\./)).toBeTruthy();
  const [hold] = await engine.list({ type: 'retention-hold' });
  expect(hold?.values).toMatchObject({ record: uuid(11), reason: 'Inquiry of March' });
  fireEvent.click(screen.getByRole('button', { name: 'Take the hold on Review 11 away' }));
  const lifting = within(await screen.findByRole('dialog'));
  expect(lifting.getByText(/Inquiry of March/)).toBeTruthy();
  fireEvent.click(lifting.getByRole('button', { name: 'Take the hold away' }));
  expect(await screen.findByRole('button', { name: 'Hold Review 11' })).toBeTruthy();
  expect(await engine.list({ type: 'retention-hold' })).toEqual([]);
});

test('another day shows what would go then, and lets nobody carry it out', async () => {
  const drafts = [...proposed(), ...act(81, amina), ...aReview(11, '2020-03-01'), ...aReview(12, '2099-01-01')];
  await open(`/governance/retention/${id}`, { drafts });
  expect(await screen.findByRole('button', { name: 'Remove 1 record' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Look at the day'), { target: { value: '2100-02-01' } });
  expect(await screen.findByText('Review 12')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull());
});

test('who may not take a record away sees it held back for that, and carries nothing out', async () => {
  const drafts = [...proposed(), ...act(81, amina), ...aReview(11, '2020-03-01')];
  await open(`/governance/retention/${id}`, { drafts, roles: ['director'] });
  expect(await screen.findByText('Not yours to take')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
});

test('the list opens in Arabic, and an empty one says that nothing goes by itself', async () => {
  const app = await open('/governance/retention', { drafts: proposed(), language: 'ar' });
  expect(await screen.findByRole('listbox', { name: 'مدد الحفظ' })).toBeTruthy();
  app.unmount();
  await open('/governance/retention');
  expect(await screen.findByText(/Nothing goes by itself/)).toBeTruthy();
});
