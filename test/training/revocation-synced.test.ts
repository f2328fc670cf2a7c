import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { badgeVerify } from '../../headless/badge-verify.ts';
import type { Json } from '../../shared/base/json.ts';
import { certificate, certificateRevocation } from '../../shared/domain/certificate/certificate.ts';
import { certificateList } from '../../shared/domain/certificate/certificate-key.ts';
import { standingCertificates } from '../../shared/domain/certificate/certificate-standing.ts';
import { composeList, setPlaces } from '../../shared/domain/certificate/compose-list.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { type EngineLife, save, startLife, sync } from '../support/engine-life.ts';
import { createFakeHub } from '../support/fake-hub.ts';
import { certificateFacts, issuedCertificate, issuingKey, keyRecord, signedBy } from '../support/issued-certificate.ts';
import { scopeA as scope, testDevice, uuidNumbered } from '../support/network.ts';

const folder = await mkdtemp(join(tmpdir(), 'waypost-revoked-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const key = issuingKey();
const { course: taught } = certificateFacts(key);
// For ever, whatever the clock of the machine says.
const since = { at: Date.parse('2020-11-26T16:00:00Z'), course: { ...taught, validMonths: undefined } };
const facts = certificateFacts(key, since);
const id = (number: number) => uuidNumbered(0x73, number);
const issuedAt = Date.parse('2020-11-26T17:00:00Z');
const revokedAt = Date.parse('2020-11-27T09:30:00Z');

const made = (result: ReturnType<typeof createRecord>): OperationDraft[] => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** The list of the key, as its laptop signs it from the revocations that it knows. */
async function signedList({ engine }: EngineLife, number: number, at: number): Promise<OperationDraft[]> {
  const revoked = await engine.list({ type: certificateRevocation.type });
  const places = setPlaces(keyRecord, await engine.list({ type: certificate.type }), revoked);
  const list: Json = await signedBy(key, composeList(keyRecord, key.did, places, at));
  return made(createRecord(certificateList, { scope, id: id(number) }, { certificateKey: keyRecord, at, list }));
}

/** What a laptop says of the certificate: by its records, and by the command with the list that sync brought to it. */
async function saidBy({ engine }: EngineLife) {
  const [known, revoked, lists] = await Promise.all(
    [certificate, certificateRevocation, certificateList].map(({ type }) => engine.list({ type })),
  );
  const [own] = standingCertificates(known ?? [], revoked ?? [], '2020-11-28');
  const latest = [...(lists ?? [])].sort((a, b) => Number(b.values['at']) - Number(a.values['at']))[0];
  const states = await engine.open([facts.id, latest?.id ?? '']);
  const files = { badge: join(folder, 'badge.json'), list: join(folder, 'list.json') };
  for (const state of states) {
    const isList = state.type === certificateList.type;
    const value = isList ? viewOf(certificateList, state).list : viewOf(certificate, state).credential;
    await writeFile(isList ? files.list : files.badge, JSON.stringify(value));
  }
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text), error: (text: string) => lines.push(text) };
  const code = await badgeVerify.run(['--json', '--status', files.list, files.badge], output);
  return { state: own?.state, code, verdict: JSON.parse(lines.at(-1) ?? '') as unknown };
}

test('[CT7] [BV6] a certificate that was revoked on one laptop is revoked on another after sync, as of the day of the list that came along', async () => {
  const hub = createFakeHub();
  const [issuer, other] = [await startLife(hub), await startLife(hub, { number: 2, device: testDevice(2) })];
  const credential: Json = await issuedCertificate(key, since);
  const { person, course, session, statusPlace } = facts;
  const values = { person: person.id, course: course.id, session: session.id, certificateKey: keyRecord, statusPlace };
  const of = { certificate: facts.id, certificateKey: keyRecord, statusPlace, person: person.id };
  await save(issuer, made(createRecord(certificate, { scope, id: facts.id }, { ...values, credential })));
  await save(issuer, await signedList(issuer, 1, issuedAt));
  await sync(issuer);
  await sync(other);
  expect(await saidBy(other)).toMatchObject({
    state: 'valid',
    code: 0,
    verdict: { valid: true, checks: { revocation: true }, revocation: 'revocation checked as of 2020-11-26T17:00:00Z' },
  });

  const revocation = { ...of, day: '2020-11-27', reason: 'Another name', by: 'Mireille Sauvage' };
  await save(issuer, made(createRecord(certificateRevocation, { scope, id: id(3) }, revocation)));
  await save(issuer, await signedList(issuer, 4, revokedAt));
  await sync(issuer);
  // Nothing came yet: what it knows is as old as it says.
  expect(await saidBy(other)).toMatchObject({ state: 'valid', verdict: { valid: true } });
  await sync(other);
  expect(await saidBy(other)).toMatchObject({
    state: 'revoked',
    code: 1,
    verdict: {
      valid: false,
      checks: { revocation: false },
      reasons: [{ check: 'revocation', text: 'the certificate is revoked as of 2020-11-27T09:30:00Z' }],
      revocation: 'revocation checked as of 2020-11-27T09:30:00Z',
    },
  });
});
