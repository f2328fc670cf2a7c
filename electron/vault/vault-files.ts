/** The vault's file and its copy: read whole where one of them is, as far as it goes where none is, and written one after the other. */
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../../disk/safe-files.ts';
import { equalBytes } from '../../shared/base/bytes.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import {
  decodeVaultFile,
  encodeVaultFile,
  salvageVaultFile,
  type VaultContent,
  type VaultFile,
  type VaultFileFailure,
} from '../../shared/vault/vault-file.ts';
import { proofOf } from './slots.ts';

/** What the disk says of a vault. */
export type VaultReading =
  /** The file that counts first, then the copy where that one is whole as well. */
  | { readonly isDamaged: false; readonly content: VaultFile; readonly copy: VaultFile | null }
  /** No file is whole: what can still be read of both. */
  | { readonly isDamaged: true; readonly content: VaultContent; readonly copy: null };

export interface VaultFiles {
  /** Null when there is none. One that rotted is read from its copy. */
  read(): Promise<Result<VaultReading, VaultFileFailure> | null>;
  write(content: VaultContent, vaultKey: Uint8Array): Promise<void>;
}

export function vaultFilesIn(folder: string): VaultFiles {
  const paths = [join(folder, 'vault'), join(folder, 'vault-copy')] as const;
  return {
    async read() {
      const there: Uint8Array[] = [];
      const whole: VaultFile[] = [];
      for (const path of paths) {
        const bytes = await readIfThere(path);
        if (bytes === null) continue;
        there.push(new Uint8Array(bytes));
        const decoded = decodeVaultFile(new Uint8Array(bytes));
        if (decoded.ok) whole.push(decoded.value);
        // A file that says something bad in whole sentences is heard; its copy only speaks for one that rotted.
        else if (decoded.failure.kind !== 'vault-damaged' && whole.length === 0) return decoded;
      }
      const [content, copy = null] = whole;
      if (content !== undefined) return ok({ isDamaged: false, content, copy });
      return there.length === 0 ? null : salvage(there);
    },
    async write(content, vaultKey) {
      const file = encodeVaultFile(content, proofOf(content, vaultKey));
      for (const path of paths) {
        const before = await readIfThere(path);
        if (before === null || !equalBytes(before, file)) await writeWhole(path, file);
      }
    },
  };
}

function salvage(files: readonly Uint8Array[]): Result<VaultReading, VaultFileFailure> {
  const [first, second] = files.map(salvageVaultFile).filter((content) => content !== null);
  if (first === undefined) return fail({ kind: 'vault-damaged' });
  const more = second !== undefined && equalBytes(second.id, first.id) ? second.slots : [];
  const wrapped = first.slots.map((slot) => JSON.stringify(slot));
  const slots = [...first.slots, ...more.filter((slot) => !wrapped.includes(JSON.stringify(slot)))];
  return ok({ isDamaged: true, content: { id: first.id, slots }, copy: null });
}
