import { type FileSeal, keyFor, sealUnder } from './file-seal.ts';
import { forgetKeys } from './key-bytes.ts';

/** What an open vault gives: seals for what main writes itself, and the keys that the engine's worker asks for. */
export interface VaultKeys {
  readonly files: FileSeal;
  readonly journal: FileSeal;
  readonly store: Uint8Array;
  readonly index: Uint8Array;
  /** Overwrites every key; what they sealed stays shut from then on. */
  forget(): void;
}

export function openVaultKeys(vaultKey: Uint8Array): VaultKeys {
  const files = keyFor(vaultKey, 'files');
  const journal = keyFor(vaultKey, 'journal');
  const store = keyFor(vaultKey, 'store');
  const index = keyFor(vaultKey, 'index');
  let isForgotten = false;
  const whileOpen = (seal: FileSeal): FileSeal => {
    const checked =
      (work: FileSeal['seal']): FileSeal['seal'] =>
      (bytes, place) => {
        // A key of zeros would seal and open all the same.
        if (isForgotten) throw new Error('The vault is locked');
        return work(bytes, place);
      };
    return { seal: checked(seal.seal), open: checked(seal.open) };
  };
  return {
    files: whileOpen(sealUnder(files)),
    journal: whileOpen(sealUnder(journal)),
    store,
    index,
    forget() {
      isForgotten = true;
      forgetKeys(files, journal, store, index);
    },
  };
}
