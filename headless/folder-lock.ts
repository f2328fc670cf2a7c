/** One process per data folder: two writers would interleave their logs. */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../disk/running.ts';
import { type Failure, fail, ok, type Result } from '../shared/base/result.ts';

/** Takes the folder, or says which process has it. A lock that a dead process left is taken over. */
export async function holdFolder(
  folder: string,
): Promise<Result<() => Promise<void>, Failure<'folder-in-use'> & { readonly process: number }>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock');
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(`${process.pid} ${await startOf(process.pid)}`);
      await file.close();
      return ok(() => rm(path, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '0', start = ''] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
    const holder = Number(pid);
    if ((isRunning(holder) && (await startOf(holder)) === start) || attempt > 2) {
      return fail({ kind: 'folder-in-use', process: holder });
    }
    await rm(path, { force: true });
  }
}

/** When a process began, as the system says it: tells a living holder from another process that got its number. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
