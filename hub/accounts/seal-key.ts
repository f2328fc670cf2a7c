import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key that seals authenticators' secrets: as configured (several hubs on one database share it), else from a file
 * beside the database that only the hub's user may read, made at the first start.
 */
export async function readSealKey(configured: string | null, dataFolder: string): Promise<Uint8Array> {
  if (configured !== null) return keyOf(configured, 'WAYPOST_SEAL_KEY');
  const path = join(dataFolder, 'seal-key');
  await mkdir(dataFolder, { recursive: true });
  try {
    // Exclusive: of two hubs that start at once one makes the key, and the other reads it.
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return keyOf((await readFile(path, 'utf8')).trim(), path);
}

function keyOf(text: string, place: string): Uint8Array {
  // Never the text itself: this message ends in a log.
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${place} must hold 64 hexadecimal signs.`);
  return new Uint8Array(Buffer.from(text, 'hex'));
}
