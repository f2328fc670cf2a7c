import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { unzipSync } from 'fflate';
import { afterAll, expect, test, vi } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import type { Json } from '../../../../shared/base/json.ts';
import { readBadgeFile } from '../../../../shared/domain/badge/read-badge-file.ts';
import { certificate, urnOf } from '../../../../shared/domain/certificate/certificate.ts';
import {
  certificateKeyAct,
  digestOfIssuer,
  readIssuer,
} from '../../../../shared/domain/certificate/certificate-key.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { attendanceMark } from '../../../../shared/domain/training/attendance-mark.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { sampleIdentity } from '../../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../../test/support/sample-playbook.ts';
import {
  enrolledPeople,
  openTraining,
  sampleSession,
  sessionId,
  sessionPath,
} from '../../../../test/support/training-screens.tsx';

// The program's own loader of addresses is never used, but Node's edition of jsonld looks for what jsdom leaves out.
vi.hoisted(async () => Object.assign(globalThis, await import('node:stream/web')));

// What the app warms up meanwhile outlives a short test.
afterAll(() => vi.dynamicImportSettled());

type Opened = Awaited<ReturnType<typeof openTraining>>;
const made = (result: ReturnType<typeof createRecord>): OperationDraft[] => (result.ok ? result.value : []);

/** Three on the roster, of whom the last was absent on one of the two half days that were held. */
const drafts = () => [
  ...sampleSession(),
  ...enrolledPeople(['Igor Valenko', 'أمل برادة', 'Ola Brandt']),
  ...[0, 1, 2].flatMap((n) => (['morning', 'afternoon'] as const).flatMap((part) => marked(n, part))),
];

function marked(n: number, part: 'morning' | 'afternoon'): OperationDraft[] {
  const mark = n === 2 && part === 'afternoon' ? 'absent' : 'present';
  const values = { session: sessionId, person: `p-${n}`, day: '2020-11-23', part, mark, at: 1, by: 'T' } as const;
  return made(createRecord(attendanceMark, { scope, id: `m-${n}-${part}` }, values));
}

/** Asks for the key of this laptop on its screen; somebody else of the centre approves it elsewhere. */
async function openKeyed(): Promise<Opened> {
  const opened = await openTraining('/training/certificates', { drafts: drafts() });
  const { engine } = opened;
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for this laptop to sign' }));
  await screen.findByText('Waits for approval');
  const [key] = await engine.list({ type: 'certificate-key' });
  const issuer = readIssuer(key?.values['issuer']);
  if (key === undefined || issuer === null) throw new Error('Nothing was asked for');
  const by = { ...issuer.by, person: '0190f000-0000-7000-8000-0000000000b2', name: 'Mireille Sauvage' };
  const act = { does: 'approve', digest: digestOfIssuer(key.id, issuer), note: '', by, at: 2 } as unknown as Json;
  engine.receive('b2', made(createRecord(certificateKeyAct, { scope, id: 'act' }, { certificateKey: key.id, act })));
  await screen.findByText('Signs');
  return opened;
}

// Colours are not computed in jsdom; they are measured in a real browser by the end-to-end tests.
const rules = { 'color-contrast': { enabled: false } };

async function problems(): Promise<string[]> {
  const { violations } = await run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function issueAll({ router }: Opened): Promise<void> {
  await router.navigate({ to: `${sessionPath}/certificates` });
  fireEvent.click(await screen.findByRole('button', { name: 'Issue 2 certificates' }));
  await screen.findByText('2 certificates were issued.', undefined, { timeout: 5_000 });
}

test('[CT1] [CT2] a key is approved by somebody else, who passed gets a certificate, and nobody a second one', async () => {
  const opened = await openKeyed();
  expect(sampleIdentity.profiles).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  await issueAll(opened);
  expect(screen.getByText('1 of 2 half days')).toBeTruthy();
  await waitFor(() => expect(screen.getAllByText('Has one')).toHaveLength(2));
  expect(screen.getByRole('button', { name: /^Issue/ }).hasAttribute('disabled')).toBe(true);
  expect(await opened.engine.list({ type: 'certificate-list' })).toHaveLength(1);
  expect(await problems()).toEqual([]);
  await opened.router.navigate({ to: '/training/certificates' });
  await screen.findByRole('heading', { level: 1, name: 'Certificates' });
  expect(await problems()).toEqual([]);
});

test('[CT5] [CT8] a file is checked sentence by sentence; revoked here, it is not valid', async () => {
  const opened = await openKeyed();
  await issueAll(opened);
  const { engine, desktop, router } = opened;
  const issued = await engine.list({ type: certificate.type });
  const of = issued.find(({ values }) => values['person'] === 'p-1')?.id ?? '';
  const [state] = await engine.open([of]);
  const text = JSON.stringify(state === undefined ? null : viewOf(certificate, state).credential);
  const checkFile = async (name: string, content: string) => {
    await router.navigate({ to: '/training/certificates/check' });
    desktop.files = [{ name, bytes: utf8(content) }];
    fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
    return within(await screen.findByRole('region', { name }, { timeout: 5_000 }));
  };
  const good = await checkFile('a.json', text);
  expect(good.getByRole('alert').textContent).toMatch(
    /^The certificate is valid\..*Sorrel Coast Centre, approved by Mireille Sauvage/,
  );
  expect(good.getByText(/^Revocation was checked as of .*: it was not revoked\.$/)).toBeTruthy();
  expect(good.getByText('أمل برادة')).toBeTruthy();
  const changed = await checkFile('b.json', text.replace('Evidence across', 'Evidence over'));
  await waitFor(() => expect(changed.getByText(/The signature is wrong/)).toBeTruthy());
  expect(await problems()).toEqual([]);
  await router.navigate({ to: `/training/certificates/${of}` });
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Why' }), { target: { value: 'Another name' } });
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('Another name')).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/records of this laptop say that it was revoked/)).toBeTruthy());
  expect(await problems()).toEqual([]);
});

test('[CT10] all certificates of a session go into one file, and whoever stops it has none', async () => {
  const opened = await openKeyed();
  await issueAll(opened);
  const { desktop, engine } = opened;
  const pages: number[] = [];
  const { call } = desktop;
  const counting: typeof call = async (channel, input) => {
    if (channel === 'print:pdf') pages.push(document.querySelectorAll('[data-print-sheet] > *').length);
    return call(channel, input);
  };
  Object.assign(desktop, { call: counting });
  const choose = async (form: string) => {
    fireEvent.click(await screen.findByRole('button', { name: 'Print or save all 2' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: form }));
  };
  const save = async () =>
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Save the file' }));
  await choose('One PDF, a page each');
  await save();
  await screen.findByText('The file holds 2 certificates.');
  expect(pages).toEqual([2]);
  expect(document.querySelector('[data-print-sheet]')).toBeNull();
  const saveDrawings = async () => {
    await choose('Drawings in one file (SVG, ZIP)');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('2 certificates, each with the name of its holder and what was achieved.')).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Save the file' }));
  };
  await saveDrawings();
  await waitFor(() => expect(desktop.saved).toHaveLength(1));
  const [saved] = desktop.saved;
  expect(saved?.name).toBe('Certificates-TR-20-031.zip');
  const files = unzipSync(saved?.bytes ?? new Uint8Array());
  expect(Object.keys(files).sort()).toEqual(['certificate-Igor-Valenko.svg', 'certificate-أمل-برادة.svg']);
  const held = Object.values(files).map((bytes) => readBadgeFile(bytes).credential['id']);
  const issued = await engine.list({ type: certificate.type });
  expect(held.sort()).toEqual(issued.map(({ id }) => urnOf(id)).sort());

  await screen.findByText('The file holds 2 certificates.');
  await choose('One PDF, a page each');
  await screen.findByRole('dialog');
  const { open } = engine;
  let goOn = () => {};
  engine.open = async (ids) => {
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    return open(ids);
  };
  await save();
  fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  engine.open = open;
  goOn();
  await screen.findByText('No file was written.');
  expect([desktop.saved.length, pages.length]).toEqual([1, 1]);
  expect(await problems()).toEqual([]);
});
