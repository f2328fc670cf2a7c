/** The journal as the page may use it: main owns the files, the page names positions and nothing else. */
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { IpcFailure, Output } from '../shared/ipc/contract.ts';
import { diskFailureOf } from './safe-files.ts';

export interface HostJournal {
  append(frames: Uint8Array): Promise<Result<Output<'journal:append'>, IpcFailure<'journal:append'>>>;
  read(from: number, limit: number): Promise<Result<Output<'journal:read'>, IpcFailure<'journal:read'>>>;
  position(): Promise<Result<Output<'journal:position'>, IpcFailure<'journal:position'>>>;
}

export function openHostJournal(folder: string): HostJournal {
  mkdirSync(folder, { recursive: true });
  const file: Promise<FileHandle> = open(join(folder, 'journal'), 'a+', 0o600);
  const size = async () => (await (await file).stat()).size;
  return {
    async append(frames) {
      try {
        const handle = await file;
        await handle.appendFile(frames);
        await handle.datasync();
        return ok({ position: await size() });
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    },
    async read(from, limit) {
      const bytes = new Uint8Array(limit);
      const { bytesRead } = await (await file).read(bytes, 0, limit, from);
      const end = from + bytesRead;
      return ok({ bytes: bytes.slice(0, bytesRead), next: end < (await size()) ? end : null });
    },
    position: async () => ok({ position: await size() }),
  };
}
