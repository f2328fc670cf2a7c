import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run as runAxe } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import { readEdition } from '../../../shared/domain/release/release.ts';
import { draftRelease, draftReleased, releasePeople } from '../../../test/support/release-drafts.ts';
import { openReleases } from '../../../test/support/release-screens.tsx';
import { samplePlaybookId, sampleScope as scope } from '../../../test/support/sample-playbook.ts';

beforeEach(() => localStorage.clear());

const reader = `/playbooks/${samplePlaybookId}`;
const path = `${reader}/releases`;
const { approver } = releasePeople;

const released = (text: FrozenPlaybook, n = 20, more = {}) => draftReleased(text, { n, scope, ...more });
const problems = async () => {
  const { violations } = await runAxe(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

test('[RL2] the text as it stands is put to review with its number and its rule; whoever asked does not approve', async () => {
  const { engine } = await openReleases(path);
  await press('Ask for review');
  await screen.findByRole('heading', { level: 1, name: 'Ask for review' });
  expect(await problems()).toEqual([]);
  fireEvent.change(screen.getByRole('textbox', { name: 'Number' }), { target: { value: 'four' } });
  await press('Ask for review');
  expect(screen.getByText(/has to be a number such as/)).toBeTruthy();
  expect(engine.saved).toEqual([]);
  fireEvent.change(screen.getByRole('textbox', { name: 'Number' }), { target: { value: '5.0' } });
  await press('Ask for review');
  expect(await screen.findByText('You asked for it, so others approve.')).toBeTruthy();
  const edition = readEdition(engine.saved.find(({ field }) => field === 'edition')?.value);
  expect(edition).toMatchObject({ number: '5.0', supersedes: null, rule: { needed: 2, distinct: 'centre' } });
  expect(engine.saved.find(({ field }) => field === 'state')?.value).toBe('in-review');
  expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull();
  expect(screen.getByText('2 more are missing')).toBeTruthy();
  await press('Take back');
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take back' }));
  expect((await screen.findAllByText('Taken back')).length).toBeGreaterThan(0);
});

test('the review shows what changed since the last release by step and word; enough approvals, and it is released', async () => {
  const world = await openReleases(path, (text) => released(text).drafts);
  await world.rewrite('s-cordon', 'Clear 150 m for a bag, 200 m for a vehicle.');
  const before = draftRelease(world.text, { n: 20, scope }).id;
  const changed = {
    ...world.text,
    steps: world.text.steps.map((each) =>
      each.id === 's-cordon'
        ? { ...each, fields: { ...each.fields, 'description.en': 'Clear 150 m for a bag, 200 m for a vehicle.' } }
        : each,
    ),
  };
  const next = draftRelease(changed, { n: 30, scope, number: '1.1', supersedes: before });
  world.engine.receive('asker', [...next.drafts, ...next.says(31, { does: 'approve', by: approver })]);
  await press('Release 1.1');
  expect(await screen.findByText('compared with release 1.0')).toBeTruthy();
  const cordon = await screen.findByRole('listitem', { name: 'Set the cordon and move people behind it' });
  await waitFor(() => expect(cordon.querySelector('del')?.textContent).toContain('100'));
  expect(cordon.querySelector('ins')?.textContent).toContain('150');
  expect(screen.getByText('1 more is missing')).toBeTruthy();
  expect(await problems()).toEqual([]);
  await press('Approve and sign 1.1');
  await press('Release 1.1');
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Release 1.1' }));
  expect((await screen.findAllByText('Released')).length).toBeGreaterThan(0);
  await waitFor(() =>
    expect(world.engine.saved).toContainEqual(expect.objectContaining({ field: 'releaseNumber', value: '1.1' })),
  );
});

test('[RL9] a step that changed and the whole are commented on by name, and what was said stands with the edition', async () => {
  const { engine } = await openReleases(
    `${path}/0190f000-0000-7000-8000-000000000120`,
    (frozen) => draftRelease(frozen, { n: 20, scope }).drafts,
  );
  fireEvent.change(await screen.findByRole('textbox', { name: 'Your comment' }), {
    target: { value: 'Good as it is' },
  });
  await press('Say it');
  expect(await screen.findByText('1 comment')).toBeTruthy();
  await press('Comment on “Set the cordon and move people behind it”');
  const cordon = within(await screen.findByRole('listitem', { name: 'Set the cordon and move people behind it' }));
  fireEvent.change(cordon.getByRole('textbox', { name: 'Your comment' }), { target: { value: 'A lorry needs more' } });
  fireEvent.click(cordon.getByRole('button', { name: 'Say it' }));
  expect(await screen.findByText('2 comments')).toBeTruthy();
  expect(cordon.getByRole('list', { name: 'Comments' }).textContent).toContain('A lorry needs more');
  const said = engine.saved.filter(({ field }) => field === 'comment').map(({ value }) => value);
  expect(said).toMatchObject([{ step: null }, { step: 's-cordon', text: 'A lorry needs more' }]);
  expect(await problems()).toEqual([]);
});

test('a reviewer sends it back with a reason, and nobody is asked to approve it any more', async () => {
  await openReleases(
    `${path}/0190f000-0000-7000-8000-000000000120`,
    (text) => draftRelease(text, { n: 20, scope }).drafts,
  );
  await press('Send back');
  const dialog = within(await screen.findByRole('dialog'));
  expect((dialog.getByRole('button', { name: 'Send back' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(dialog.getByRole('textbox', { name: 'Reason' }), { target: { value: 'A lorry needs more' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Send back' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('A lorry needs more')).toBeTruthy();
});

test('[RL5] the reader shows the released text, who stands behind it, and the draft only when asked', async () => {
  const { rewrite } = await openReleases(reader, (text) => released(text).drafts);
  expect(await screen.findByRole('link', { name: 'approved by 2 centres' })).toBeTruthy();
  expect(screen.getByText('Release 1.0')).toBeTruthy();
  await rewrite('s-cordon', 'Something that nobody approved');
  expect(screen.queryByText('Something that nobody approved')).toBeNull();
  expect(screen.getByText(/Clear 100 m for a bag/)).toBeTruthy();
  await press('Edit');
  expect(await screen.findByDisplayValue('Something that nobody approved')).toBeTruthy();
  await press('Done editing');
  expect(await screen.findByText('This is the draft. It is not in force.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Run as checklist' })).toBeNull();
  await press('Read release 1.0');
  expect(await screen.findByText(/Clear 100 m for a bag/)).toBeTruthy();
});

test('[RL6] a text that is not the one that was approved is not shown as released', async () => {
  await openReleases(reader, (text) => {
    const wrong = { ...text, steps: text.steps.slice(1) };
    const { drafts } = released(text);
    return drafts.map((draft) => (draft.field === 'content' ? { ...draft, value: wrong as never } : draft));
  });
  expect((await screen.findByRole('alert')).textContent).toContain('not the one that was approved');
});

test('[RL7] a withdrawal that arrives while it is read is told at once, and it is not offered to run', async () => {
  const { engine, text } = await openReleases(reader, (frozen) => released(frozen).drafts);
  expect(await screen.findByRole('button', { name: 'Run as checklist' })).toBeTruthy();
  engine.receive('elsewhere', released(text).isWithdrawn(40, 'The channel was reassigned'));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Release 1.0 was withdrawn. Do not use it.');
  expect(alert.textContent).toContain('The channel was reassigned');
  expect(screen.queryByRole('button', { name: 'Run as checklist' })).toBeNull();
});

test('[RL7] a withdrawn release cannot be begun by its address either, and a run of it says so', async () => {
  const world = await openReleases(`${reader}/run`, (text) => released(text).drafts);
  await press('Begin');
  await screen.findByText(/of 10 done/);
  expect(world.engine.saved).toContainEqual(
    expect.objectContaining({ field: 'release', value: released(world.text).id }),
  );
  world.engine.receive('elsewhere', released(world.text).isWithdrawn(40, 'The channel was reassigned'));
  expect((await screen.findByRole('alert')).textContent).toContain('was withdrawn');
  world.unmount();
  const again = await openReleases(`${reader}/run`, (text) => {
    const one = released(text);
    return [...one.drafts, ...one.isWithdrawn(40, 'Wrong')];
  });
  await screen.findByRole('alert');
  expect(screen.queryByRole('button', { name: 'Begin' })).toBeNull();
  expect(again.engine.saved).toEqual([]);
});

test('any two are compared, the draft among them', async () => {
  const { rewrite } = await openReleases(`${path}/compare`, (text) => released(text).drafts);
  expect(await screen.findByText('No difference')).toBeTruthy();
  await rewrite('s-log', 'Write it down');
  expect(await screen.findByRole('listitem', { name: 'Log the report' })).toBeTruthy();
});
