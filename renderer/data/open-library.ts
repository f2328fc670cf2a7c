import type { DeviceId } from '../../shared/base/ids.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { keptOverRebuild } from '../../shared/sync/typed-answers.ts';
import { type DexieStore, openDexieStore } from './dexie-store.ts';
import type { Seal } from './packs/seal.ts';

/**
 * Opens this device's database. One that was sealed with another key, or by none, is emptied: the engine fills it from the
 * journal.
 */
export async function openLibrary(device: DeviceId, seal: Seal): Promise<DexieStore> {
  const store = await openDexieStore({ name: `waypost-${device}`, seal });
  try {
    await store.meta('journal');
  } catch {
    await store.clear();
  }
  return store;
}

/**
 * Empties a database that lost rows, so that the engine rebuilds it from the journal; but only when the journal reaches as
 * far as the database had read it, so that nothing is thrown away that exists nowhere else.
 */
export async function clearIfDamaged(store: DexieStore, journal: Journal): Promise<void> {
  if (await store.isWhole()) return;
  const mark = (await store.meta('journal')) as { readonly position: number } | null | undefined;
  if ((await journal.position()) >= (mark?.position ?? 0)) await store.clear(keptOverRebuild);
}
