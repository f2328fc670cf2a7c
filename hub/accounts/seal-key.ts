import { join } from 'node:path';
import { readOrMakeSecret } from '../secret-file.ts';

/**
 * The key that seals authenticators' secrets: as configured (several hubs on one database share it), else from a file
 * beside the database that only the hub's user may read, made at the first start.
 */
export async function readSealKey(configured: string | null, dataFolder: string): Promise<Uint8Array> {
  if (configured !== null) return keyOf(configured, 'WAYPOST_SEAL_KEY');
  const path = join(dataFolder, 'seal-key');
  return keyOf(await readOrMakeSecret(path, 32), path);
}

function keyOf(text: string, place: string): Uint8Array {
  // Never the text itself: this message ends in a log.
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${place} must hold 64 hexadecimal signs.`);
  return new Uint8Array(Buffer.from(text, 'hex'));
}
