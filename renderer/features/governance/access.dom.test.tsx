import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import {
  type Answer,
  type Asked,
  accessAnswer,
  accessRequest,
  digestOfAsked,
  lastDayFrom,
  readAnswer,
  readAsked,
} from '../../../shared/domain/access/access-request.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import { savedList } from '../../../test/support/save-list.ts';
import { engineShellData } from '../../app/engine-shell-data.ts';
import { EngineProvider } from '../../data/engine-context.tsx';
import { governanceFeature } from './feature.ts';
import { findOpenRequests } from './stale-access.ts';

beforeEach(() => localStorage.clear());

const uuid = (n: number) => `0190f000-0000-4000-8000-0000000000${n}`;
const [id, papers] = [uuid(94), uuid(77)];
const amina = {
  person: sampleIdentity.profiles[0]?.person ?? '',
  name: 'Amina Dessalou',
  centre: 'Sorrel Coast Centre',
};
const mireille = { person: uuid(92), name: 'Mireille Sauvage', centre: 'Tolmara Hills' };
const anneke = { person: uuid(93), name: 'Anneke Duarte', centre: 'Varenia hub' };
const until = lastDayFrom(Date.now() - 86_400_000 * 20);

const made = (result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const askedBy = (by: Asked['by'], more: Partial<Asked> = {}): Asked => {
  const what = {
    scope: papers,
    scopeName: 'Hill papers',
    kinds: ['playbook'],
    purpose: 'The exercise',
    language: 'en',
  };
  return { ...what, until, by, at: Date.now() - 86_400_000, ...more };
};
const request = (asked: Asked) =>
  made(createRecord(accessRequest, { scope, id }, { title: asked.scopeName, asked: asked as unknown as Json }));
const answer = (n: number, asked: Asked, by: Answer['by'], does: Answer['does'] = 'approve') => {
  const said = { does, request: id, digest: digestOfAsked(id, asked), reason: 'Not before May', language: 'en', by };
  const value = { ...said, at: Date.now() } as unknown as Json;
  return made(createRecord(accessAnswer, { scope, id: uuid(n) }, { request: id, answer: value }));
};

/** Amina's laptop, which has heard of a scope that it does not share, or where she looks after it. */
const identityWith = (roles: readonly Role[]): DeviceIdentity => ({
  ...sampleIdentity,
  ...(roles.length === 0 ? { others: [{ id: papers, name: 'Hill papers', centre: 'Tolmara Hills' }] } : {}),
  grants: [
    ...sampleIdentity.grants,
    ...(roles.length === 0 ? [] : [{ person: amina.person, scope: papers, roles: [...roles] }]),
  ],
});

interface Opening {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  readonly roles?: readonly Role[];
}

async function open(path: string, { drafts = [], language = 'en', roles = [] }: Opening = {}) {
  const engine = createFakeLiveEngine();
  engine.receive('somebody', drafts);
  const desktop = createFakeDesktop();
  const app = await renderApp(path, {
    language,
    features: [governanceFeature],
    namespaces: ['governance'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={identityWith(roles)} desktop={desktop}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine, desktop };
}

const problems = async () => {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
};
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test('from the list of scopes one asks for the scope that one may not read, with a purpose and a last day', async () => {
  const { engine } = await open('/governance/scopes');
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for access to Hill papers' }));
  await screen.findByRole('textbox', { name: 'What for' });
  expect(screen.getByText(/Everybody who reads “Varenia · Transport”/)).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'People' }));
  expect(screen.getByText('Records about people need two approvals.')).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'People' }));
  type('What for', '  ');
  fireEvent.change(screen.getByLabelText('Last day'), { target: { value: '2199-01-01' } });
  fireEvent.submit(document.querySelector('form') as HTMLFormElement);
  expect(await screen.findByText(/Say what you need it for/)).toBeTruthy();
  expect(engine.saved).toEqual([]);
  expect(await problems()).toEqual([]);
  type('What for', ' The exercise at the bridge ');
  fireEvent.change(screen.getByLabelText('Last day'), { target: { value: until } });
  fireEvent.submit(document.querySelector('form') as HTMLFormElement);

  expect(await screen.findByRole('heading', { level: 1, name: 'Hill papers' })).toBeTruthy();
  const [entry] = await engine.list({ type: 'access-request' });
  expect(readAsked(entry?.values['asked'])).toMatchObject({
    scope: papers,
    kinds: ['playbook'],
    purpose: 'The exercise at the bridge',
    until,
    by: amina,
  });
  // Whoever asked does not answer, and may take it back.
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(await screen.findByRole('button', { name: 'Take the request back' })).toBeTruthy();
});

test('who looks after the scope approves exactly what stands there, after being told what that person gets', async () => {
  const asked = askedBy(mireille);
  const { engine } = await open(`/governance/access/${id}`, { drafts: request(asked), roles: ['steward'] });
  expect(await screen.findByText(/Their laptop will hold the whole scope/)).toBeTruthy();
  expect(screen.getByText('0 of 1')).toBeTruthy();
  expect(await problems()).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  expect(await screen.findByText('May read')).toBeTruthy();
  const [said] = await engine.list({ type: 'access-answer' });
  expect(readAnswer(said?.values['answer'])).toMatchObject({
    does: 'approve',
    by: amina,
    digest: digestOfAsked(id, asked),
  });
  // From then on it can be ended.
  expect(await screen.findByRole('button', { name: 'End the access' })).toBeTruthy();
});

test('a refusal asks for a reason, which whoever asked can read', async () => {
  const { engine } = await open(`/governance/access/${id}`, {
    drafts: request(askedBy(mireille)),
    roles: ['coordinator'],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Refuse' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByRole('textbox', { name: 'Why' }), { target: { value: 'Not before May' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Refuse' }));
  expect(await screen.findByText('Refused by Amina Dessalou, Sorrel Coast Centre')).toBeTruthy();
  expect(screen.getByText('Not before May')).toBeTruthy();
  await waitFor(async () => expect(await engine.list({ type: 'access-answer' })).toHaveLength(1));
});

test('who does not look after the scope reads the request and answers nothing', async () => {
  await open(`/governance/access/${id}`, { drafts: request(askedBy(mireille)), roles: ['director'] });
  expect(await screen.findByText('The exercise')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Approve|Refuse|End|Take/ })).toBeNull();
});

test('the list has what is to be answered, what is mine and what is over apart; an empty one says what it is for', async () => {
  const asked = askedBy(mireille);
  const app = await open('/governance/access', { drafts: request(asked), roles: ['steward'] });
  const list = await screen.findByRole('listbox', { name: 'Access requests' });
  expect(within(list).getByText('Waits for an answer')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Mine/ }));
  expect(await screen.findByText('No request is in this part')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /To answer/ }));
  expect(await screen.findByRole('listbox', { name: 'Access requests' })).toBeTruthy();
  expect(await problems()).toEqual([]);
  app.unmount();
  await open('/governance/access');
  expect(await screen.findByText('Nobody has asked for access')).toBeTruthy();
});

test('[SH6] the list of requests leaves with who asks for what, after it was said what leaves', async () => {
  const { desktop } = await open('/governance/access', { drafts: request(askedBy(mireille)) });
  const { said, lines } = await savedList(desktop);
  expect(said).toContain('One row.');
  expect(said).toContain('Names one person');
  expect(lines[0]).toContain('Scope,Who asks,Centre,Kinds of record,What for,Asked on,Last day,State');
  expect(lines[1]).toMatch(
    new RegExp(
      `^Hill papers,Mireille Sauvage,Tolmara Hills,Playbooks,The exercise,[\\d-]{10},${until},Waits for an answer$`,
    ),
  );
});

test('the list opens in Arabic', async () => {
  await open('/governance/access', { drafts: request(askedBy(amina)), language: 'ar' });
  expect(await screen.findByRole('listbox', { name: 'طلبات الوصول' })).toBeTruthy();
});

test('the board shows what nobody has answered by its last day, and nothing that somebody has', async () => {
  const asked = askedBy(mireille);
  const find = (drafts: readonly OperationDraft[]) => {
    const engine = createFakeLiveEngine();
    engine.receive('somebody', drafts);
    return findOpenRequests((query) => engine.list(query), { language: 'en', now: Date.now() });
  };
  expect((await find(request(asked))).coming).toMatchObject([{ id, title: { text: 'Hill papers' } }]);
  expect((await find([...request(asked), ...answer(81, asked, anneke)])).coming).toEqual([]);
});
