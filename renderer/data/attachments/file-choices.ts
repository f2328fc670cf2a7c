/** Which attachments a person wants on this machine: kept over restarts, known to nobody else ([AT2], [AT4], [AT5]). */
import { z } from 'zod';
import type { WantedFiles } from '../../../shared/sync/engine-api.ts';
import { createObservable, type Settable } from '../observable.ts';

/** Quotas to choose from, in bytes: of an old laptop up to one that is a small archive. */
export const quotas = [500, 2_000, 8_000, 32_000].map((megabytes) => megabytes * 1_000_000);

const key = 'waypost.files';
const usual: WantedFiles = { files: [], scopes: [], quota: quotas[1] as number };
const keptSchema = z.object({
  files: z.array(z.uuid()),
  scopes: z.array(z.uuid()),
  quota: z.number().refine((quota) => quotas.includes(quota)),
});

let choices: Settable<WantedFiles> | null = null;

/** The choices of this machine. */
export function fileChoices(): Settable<WantedFiles> {
  if (choices !== null) return choices;
  const kept = createObservable(read());
  choices = {
    ...kept,
    set(value) {
      localStorage.setItem(key, JSON.stringify(value));
      kept.set(value);
    },
  };
  return choices;
}

/** Wants a file, or does not any more. */
export function wantFile(id: string, isWanted: boolean): void {
  const store = fileChoices();
  const { files, ...rest } = store.get();
  const others = files.filter((file) => file !== id);
  store.set({ ...rest, files: isWanted ? [...others, id] : others });
}

function read(): WantedFiles {
  try {
    return keptSchema.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    // None yet, or damaged: it holds no work, so it begins anew.
    return usual;
  }
}
