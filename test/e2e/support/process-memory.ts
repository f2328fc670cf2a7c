/** What the memory of a running laptop holds: a search for bytes through every process of it. Linux alone tells. */
import { createPrivateKey } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argon2id } from '../../../electron/vault/argon2.ts';
import { keyFor, sealUnder } from '../../../electron/vault/file-seal.ts';
import { openSlots } from '../../../electron/vault/slots.ts';
import { decodeVaultFile } from '../../../shared/vault/vault-file.ts';

export type Secrets = Readonly<Record<string, Uint8Array>>;

/** Every key of a protected folder, by a passphrase: the vault's own, those that it gives, and that of the device. */
export async function secretsIn(folder: string, passphrase: string): Promise<Secrets> {
  const profile = join(folder, 'waypost');
  const file = decodeVaultFile(new Uint8Array(await readFile(join(profile, 'vault'))));
  if (!file.ok) throw new Error(file.failure.kind);
  const vault = await openSlots(file.value, { kind: 'passphrase', passphrase }, ({ passphrase: typed, salt, cost }) =>
    argon2id(typed, salt, cost),
  );
  if (vault === null) throw new Error('The passphrase opens nothing');
  const [files, journal, store, index] = (['files', 'journal', 'store', 'index'] as const).map((label) =>
    keyFor(vault, label),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const kept = await readFile(join(profile, 'sealed', 'device-key'));
  const der = sealUnder(files).open(kept.subarray('sealed:'.length), 'device-key');
  const { d = '' } = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  });
  return { vault, files, journal, store, index, device: Buffer.from(d, 'base64url') };
}

/** This process and all that it started, and they. */
export async function familyOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => familyOf(Number(child))),
  );
  return [pid, ...below.flat()];
}

const pieceSize = 16 * 1024 * 1024;

/** Which secrets stand in what these processes may write to, as `process: secret`. One that ends meanwhile holds nothing. */
export async function findInMemory(pids: readonly number[], secrets: Secrets): Promise<string[]> {
  const found = new Set<string>();
  for (const pid of pids) {
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
    const memory = await open(`/proc/${pid}/mem`, 'r').catch(() => null);
    for (const line of memory === null ? [] : maps.split('\n')) {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      for (let at = Number.parseInt(from, 16); at < Number.parseInt(to, 16); at += pieceSize) {
        const length = Math.min(pieceSize, Number.parseInt(to, 16) - at);
        const piece = Buffer.alloc(length);
        const read = await memory?.read(piece, 0, length, at).catch(() => null);
        for (const [name, secret] of read ? Object.entries(secrets) : []) {
          if (piece.indexOf(secret) >= 0) found.add(`${pid}: ${name}`);
        }
      }
    }
    await memory?.close();
  }
  return [...found];
}
