import type { DeviceId } from '../../shared/base/ids.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { type DexieStore, openDexieStore } from './dexie-store.ts';

/**
 * Opens this device's database. One that lost rows is emptied, so that the engine rebuilds it from the journal; but only
 * when the journal reaches as far as the database had read it, so that nothing is thrown away that exists nowhere else.
 */
export async function openLibrary(device: DeviceId, journal: Journal): Promise<DexieStore> {
  const store = await openDexieStore({ name: `waypost-${device}` });
  if (await store.isWhole()) return store;
  const mark = (await store.meta('journal')) as { readonly position: number } | null | undefined;
  if ((await journal.position()) >= (mark?.position ?? 0)) await store.clear();
  return store;
}
