import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decision } from '../shared/domain/decision.ts';
import { createRecord } from '../shared/domain/edit.ts';
import { save, sync } from '../test/support/engine-life.ts';
import type { FakeHub } from '../test/support/fake-hub.ts';
import { entriesNumbered, fileOfLog, noteOf, signedLog } from '../test/support/log-samples.ts';
import { scopeA, scopeB, uuidNumbered } from '../test/support/network.ts';
import { deviceKnowing, hubKeyNumbered, rewriteLog, witnessedOnce } from '../test/support/signing-hub.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { UsageError } from './command.ts';
import { deviceSync } from './device-sync.ts';
import { keyPathOf } from './enrolment.ts';
import { openKeyFile } from './key-file.ts';

let folder = '';
let server: Server;
let hub: FakeHub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-audit-'));
  const known = await witnessedOnce();
  hub = known.hub;
  const place = { scope: scopeA, id: uuidNumbered(0x60, 9) };
  const decided = createRecord(decision, place, { ruling: { outcome: 'returned' } });
  if (decided.ok) await save(known.two, decided.value, 2);
  await sync(known.two);
});
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(command: typeof auditVerify, ...args: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, { line: (text) => lines.push(text), error: (text) => errors.push(text) });
  return { code, lines, errors, last: lines.at(-1) ?? '' };
}

/** A folder as enrolment leaves it, at an address where the hub answers this device. */
async function enrolledFolder(number: number): Promise<string> {
  const data = join(folder, `device-${number}`);
  const { publicKey } = await openKeyFile(keyPathOf(data));
  const known = deviceKnowing(number, [hubKeyNumbered(1)]);
  const device = { ...known, identity: { ...known.identity, publicKey } };
  const transport = hub.transport(device);
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = await transport.exchange(new Uint8Array(Buffer.concat(parts)));
    response.statusCode = answer.ok ? 200 : 500;
    response.end(answer.ok ? Buffer.from(answer.value) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hubAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(join(data, 'identity.json'), JSON.stringify({ identity: device.identity, hubAddress }));
  return data;
}

/** The file of a device that synced with the hub as it is now. */
async function exported(number: number): Promise<string> {
  const data = await enrolledFolder(number);
  expect((await run(deviceSync, '--data', data, '--agree')).code).toBe(0);
  const file = join(folder, `${number}.audit.jsonl`);
  const { code, lines } = await run(auditExport, '--data', data, '--scope', scopeA, file);
  expect([code, lines.length]).toEqual([0, 1]);
  server.close();
  return file;
}

test('[AU5] [AU6] what a device witnessed is a file, and the file is checked without hub and device', async () => {
  const file = await exported(4);
  const { code, last } = await run(auditVerify, '--json', file);
  const checks = { form: true, keys: true, headers: true, chain: true, signatures: true, hub: true, agreement: null };
  expect(code).toBe(0);
  expect(JSON.parse(last)).toMatchObject({
    file,
    valid: true,
    checks,
    reasons: [],
    places: 11,
    decisions: 1,
    signedUpTo: 11,
  });
  const { code: spoken, lines } = await run(auditVerify, file);
  expect([spoken, lines[0]]).toEqual([0, `valid: ${file}`]);
  expect(lines).toContain('  decisions on held work: 1');
  const text = await readFile(file, 'utf8');
  const torn = join(folder, 'torn.jsonl');
  await writeFile(torn, text.slice(0, -2));
  const refused = await run(auditVerify, '--json', torn);
  expect([refused.code, JSON.parse(refused.last)]).toMatchObject([
    1,
    { valid: false, checks: { form: false, keys: null } },
  ]);
  expect((await run(auditVerify, '--key', hubKeyNumbered(2).publicKey, file)).code).toBe(1);
  expect((await run(auditVerify, '--key', hubKeyNumbered(1).publicKey.toUpperCase(), file)).code).toBe(0);
});

test('[AU7] two files that a hub signed for two devices accuse it when they differ; the command works unbuilt', async () => {
  const mine = await exported(5);
  rewriteLog(hub, (log) => [...log.slice(1, 2), ...log.slice(0, 1), ...log.slice(2)]);
  const theirs = await exported(6);
  const waypost = fileURLToPath(new URL('./waypost.mjs', import.meta.url));
  const ended = await new Promise<{ code: unknown; out: string }>((resolve) => {
    execFile(process.execPath, [waypost, 'audit', 'verify', '--json', mine, theirs], (error, out) =>
      resolve({ code: error?.code ?? 0, out }),
    );
  });
  const verdicts = JSON.parse(ended.out.trim().split('\n').at(-1) ?? '') as { valid: boolean; reasons: unknown[] }[];
  expect(ended.code).toBe(1);
  expect(verdicts.map(({ valid }) => valid)).toEqual([false, false]);
  expect(verdicts[0]?.reasons).toEqual([
    { check: 'agreement', text: `the two files hold another operation at place 1 (${theirs})` },
  ]);
});

test('[AL6] the log of the hub is checked like any other file: who cosigned is told, a changed one is not valid', async () => {
  const entries = entriesNumbered(9);
  const notes = [noteOf(signedLog(entries, 5), [2]), noteOf(signedLog(entries, 9), [1, 3])];
  const bytes = await fileOfLog(entries, notes, [1, 2, 3]);
  const file = join(folder, 'log.jsonl');
  await writeFile(file, bytes);
  const { code, last } = await run(auditVerify, '--json', '--key', hubKeyNumbered(1).publicKey, file);
  expect([code, JSON.parse(last)]).toMatchObject([
    0,
    {
      valid: true,
      checks: {
        form: true,
        keys: true,
        entries: true,
        tree: true,
        checkpoints: true,
        witnesses: true,
        agreement: null,
      },
      entries: 9,
      signedUpTo: 9,
      checkpoints: 2,
      witnesses: [{ size: 5 }, { size: 9 }, { size: 9 }],
    },
  ]);
  const { lines } = await run(auditVerify, file);
  expect(lines.join('\n')).toContain('2 checkpoints, cosigned by 3 laptops, up to entry 9');
  const other = join(folder, 'other-log.jsonl');
  await writeFile(other, await fileOfLog(entriesNumbered(9, 2), [noteOf(signedLog(entriesNumbered(9, 2), 9), [])], []));
  const split = await run(auditVerify, '--json', file, other);
  expect([split.code, JSON.parse(split.last)]).toMatchObject([
    1,
    [{ reasons: [{ check: 'agreement', text: `the two files hold another entry at place 2 (${other})` }] }, {}],
  ]);
  const torn = join(folder, 'torn-log.jsonl');
  await writeFile(torn, bytes.subarray(0, bytes.length - 2));
  expect((await run(auditVerify, torn)).code).toBe(1);
});

test('a scope that is not named, not known or not read yet is asked for, and nothing is written over', async () => {
  const data = join(folder, 'device-4');
  const file = join(folder, 'other.jsonl');
  expect(await run(auditExport, '--data', data, file)).toMatchObject({
    code: 1,
    errors: [expect.stringContaining('--scope'), expect.anything(), expect.anything()],
  });
  expect((await run(auditExport, '--data', data, '--scope', 'nowhere', file)).code).toBe(1);
  const unread = await run(auditExport, '--data', data, '--scope', scopeB, file);
  expect(unread).toMatchObject({ code: 1, errors: ['this device has read nothing of this scope: sync first'] });
  await expect(run(auditExport, '--data', data, '--scope', scopeA, join(folder, '4.audit.jsonl'))).rejects.toThrow(
    'EEXIST',
  );
  await expect(run(auditVerify)).rejects.toThrow(UsageError);
});
