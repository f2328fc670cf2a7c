/** The journal port on one file. */
import { fail, ok } from '../shared/base/result.ts';
import type { Journal } from '../shared/sync/ports.ts';
import { openFrameLog } from './frame-log.ts';
import { diskFailureOf } from './safe-files.ts';

export interface FileJournal extends Journal {
  close(): Promise<void>;
}

export async function openFileJournal(path: string): Promise<FileJournal> {
  const log = await openFrameLog(path);
  return {
    async append(frames) {
      try {
        return ok({ position: await log.append(frames) });
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
    read: (from) => log.read(from),
    position: async () => log.length,
    close: () => log.close(),
  };
}
