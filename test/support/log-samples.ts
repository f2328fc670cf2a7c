/** A log of a few entries, what a hub signed of it, and laptops that cosigned; for tests that look at files. */
import { fromHex, toHex, utf8 } from '../../shared/base/bytes.ts';
import type { LogClass } from '../../shared/domain/log-class.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import {
  checkpointNote,
  checkpointText,
  cosignedText,
  type LogCheckpoint,
} from '../../shared/protocol/log/checkpoint-note.ts';
import { entryHash, logEntry, type OpenEntry } from '../../shared/protocol/log/log-entry.ts';
import { type LogToWrite, writeLogFile } from '../../shared/protocol/log/log-file.ts';
import { createCompactRange } from '../../shared/protocol/log/merkle.ts';
import { hubId, uuidNumbered } from './network.ts';

const secretOf = (n: number) => new Uint8Array(32).fill(100 + n);
/** As in signing-hub.ts: the first key of the hub. */
const hubSecret = secretOf(1);
export const logEpoch = uuidNumbered(0xe0, 1);
const laptopSecret = (n: number) => new Uint8Array(32).fill(10 + n);
export const laptopNumbered = (n: number) => ({
  device: uuidNumbered(0xd0, n),
  publicKey: toHex(publicKeyOf(laptopSecret(n))),
});

/** Entries, each about a number; `salt` makes another log of the same statements. */
export function entriesNumbered(count: number, salt = 1): OpenEntry[] {
  const classes: LogClass[] = ['begin', 'order', 'grant', 'sign-in'];
  return Array.from({ length: count }, (_, n) =>
    logEntry(classes[n === 0 ? 0 : 1 + (n % 3)] as LogClass, { n }, new Uint8Array(16).fill(n < 2 ? 1 : salt)),
  );
}

/** What the hub signs of the first entries of a log. */
export function signedLog(entries: readonly OpenEntry[], size: number, at = 1_000 * size): LogCheckpoint {
  const tree = createCompactRange();
  for (const entry of entries.slice(0, size)) tree.append(entryHash(entry));
  const said = { epoch: logEpoch, size, root: toHex(tree.root()), at };
  const signature = toHex(signEd25519(hubSecret, utf8(checkpointText(hubId, said))));
  return { ...said, key: hubKeyId(toHex(publicKeyOf(hubSecret))), signature };
}

/** The note of a checkpoint, cosigned by these laptops. */
export function noteOf(checkpoint: LogCheckpoint, laptops: readonly number[]): string {
  const witnesses = laptops.map((n) => {
    const signature = toHex(signEd25519(laptopSecret(n), utf8(cosignedText(hubId, checkpoint, 1_790_000_000 + n))));
    return { ...laptopNumbered(n), at: 1_790_000_000 + n, signature };
  });
  return checkpointNote(hubId, toHex(publicKeyOf(hubSecret)), checkpoint, witnesses);
}

/** The file of a log. */
export async function fileOfLog(
  entries: readonly OpenEntry[],
  checkpoints: readonly string[],
  laptops: readonly number[],
  changes: Partial<LogToWrite> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const keys = [{ publicKey: toHex(publicKeyOf(hubSecret)) }];
  const head = {
    waypost: 'audit-log',
    version: 1,
    hub: hubId,
    network: 'Test',
    epoch: logEpoch,
    keys,
    written: 5,
  } as const;
  async function* pieces() {
    yield entries.slice(0, 2);
    yield entries.slice(2);
  }
  let text = '';
  for await (const piece of writeLogFile({
    head,
    entries: pieces(),
    laptops: new Map(laptops.map(laptopNumbered).map(({ device, publicKey }) => [device, publicKey])),
    checkpoints,
    root: signedLog(entries, entries.length).root,
    ...changes,
  })) {
    text += piece;
  }
  return new Uint8Array(fromHex(toHex(utf8(text))));
}
