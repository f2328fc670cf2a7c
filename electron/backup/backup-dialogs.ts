/** Where a backup is saved to, and from where it is put back: the person names the file, the page never does. */
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { diskFailureOf } from '../../disk/safe-files.ts';
import { dayHere } from '../../shared/base/plain-date.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { IpcFailure, Output } from '../../shared/ipc/contract.ts';
import type { Custody } from '../custody.ts';
import { safeName } from '../file-dialogs.ts';
import type { FrontDesk } from '../profiles/front-desk.ts';
import { openBackupFile } from './backup-file.ts';
import { putBack } from './put-back.ts';

const extension = 'waypost-backup';

/** Backs the chosen profile up. */
export async function saveBackup(
  window: BrowserWindow,
  desk: FrontDesk,
  custody: Custody,
  edition: string,
): Promise<Result<Output<'backup:save'>, IpcFailure<'backup:save'>>> {
  const profile = (await desk.list())[0]?.name ?? null;
  const day = dayHere(Date.now());
  const answer = await dialog.showSaveDialog(window, {
    defaultPath: safeName(`${profile ?? 'waypost'} ${day}.${extension}`),
    filters: [{ name: extension, extensions: [extension] }],
  });
  if (answer.canceled || !answer.filePath) return ok({ saved: false, bytes: 0 });
  const made = await custody.backUp(answer.filePath, { edition, profile });
  return made.ok ? ok({ saved: true, bytes: made.value.bytes }) : made;
}

/** Puts a backup back as a profile of its own, named as it was or after the file, and opens it. */
export async function putBackupBack(
  window: BrowserWindow,
  desk: FrontDesk,
): Promise<Result<Output<'backup:put-back'>, IpcFailure<'backup:put-back'>>> {
  const answer = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [{ name: extension, extensions: [extension] }],
  });
  const [path] = answer.filePaths;
  if (answer.canceled || path === undefined) return ok({ opened: false });
  const opened = await openBackupFile(path).catch((error) => ({ ok: false, failure: diskFailureOf(error) }) as const);
  if (!opened.ok) return opened;
  const backup = opened.value;
  try {
    const name = backup.header.profile ?? basename(path, `.${extension}`).slice(0, 60);
    const brought = await desk.bring(name, (folder) => putBack(backup, folder));
    return brought.ok ? ok({ opened: true }) : brought;
  } finally {
    await backup.close();
  }
}
