/** Files by the browser's own means: its file dialog and its downloads. */
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Input, IpcFailure, Output } from '../../shared/ipc/contract.ts';

/** Larger files come empty unless more is asked for. */
const largestFile = 64 * 1024 * 1024;

export async function pickInBrowser({
  kind,
  extensions,
  largest = largestFile,
}: Input<'files:pick'>): Promise<Result<Output<'files:pick'>, IpcFailure<'files:pick'>>> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (kind === 'folder') input.webkitdirectory = true;
  else input.accept = extensions.map((extension) => `.${extension}`).join(',');
  const chosen = new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
  });
  input.click();
  const wanted = new Set(extensions.map((extension) => extension.toLowerCase()));
  const files: Output<'files:pick'>['files'] = [];
  for (const file of await chosen) {
    if (wanted.size > 0 && !wanted.has(file.name.split('.').at(-1)?.toLowerCase() ?? '')) continue;
    const name = file.webkitRelativePath || file.name;
    try {
      const bytes = file.size > largest ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
      files.push({ name, bytes });
    } catch {
      return fail({ kind: 'file-unreadable', name });
    }
  }
  return ok({ files });
}

/** Hands bytes to the browser's downloads; whether the person keeps them is theirs to see. */
export function downloadInBrowser({ suggestedName, bytes }: Input<'files:save'>): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart]));
  const link = document.createElement('a');
  link.href = address;
  link.download = suggestedName;
  link.click();
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
