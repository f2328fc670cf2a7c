/** Which attachments a person wants on this machine: kept over restarts, known to nobody else ([AT2], [AT4], [AT5]). */
import { z } from 'zod';
import type { WantedFiles } from '../../../shared/sync/engine-api.ts';
import { keptChoices } from '../kept-choices.ts';

/** Quotas to choose from, in bytes: of an old laptop up to one that is a small archive. */
export const quotas = [500, 2_000, 8_000, 32_000].map((megabytes) => megabytes * 1_000_000);

const usual: WantedFiles = { files: [], scopes: [], quota: quotas[1] as number };
const keptSchema = z.object({
  files: z.array(z.uuid()),
  scopes: z.array(z.uuid()),
  quota: z.number().refine((quota) => quotas.includes(quota)),
});

/** The choices of this machine. */
export const fileChoices = keptChoices<WantedFiles>('waypost.files', usual, (kept) => keptSchema.parse(kept));

/** Wants a file, or does not any more. */
export function wantFile(id: string, isWanted: boolean): void {
  const store = fileChoices();
  const { files, ...rest } = store.get();
  const others = files.filter((file) => file !== id);
  store.set({ ...rest, files: isWanted ? [...others, id] : others });
}
