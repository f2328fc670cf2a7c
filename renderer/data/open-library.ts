import type { DeviceId } from '../../shared/base/ids.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { type DexieStore, openDexieStore } from './dexie-store.ts';

/** Opens this device's database. */
export function openLibrary(device: DeviceId): Promise<DexieStore> {
  return openDexieStore({ name: `waypost-${device}` });
}

/**
 * Empties a database that lost rows, so that the engine rebuilds it from the journal; but only when the journal reaches as
 * far as the database had read it, so that nothing is thrown away that exists nowhere else.
 */
export async function clearIfDamaged(store: DexieStore, journal: Journal): Promise<void> {
  if (await store.isWhole()) return;
  const mark = (await store.meta('journal')) as { readonly position: number } | null | undefined;
  if ((await journal.position()) >= (mark?.position ?? 0)) await store.clear();
}
