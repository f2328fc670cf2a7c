import type { Leaving } from './leaving-provider.tsx';
import { useAskLeaving } from './leaving-provider.tsx';
import { useSaveFile } from './use-save-file.ts';

interface LeavingFile extends Omit<Leaving, 'save'> {
  readonly name: string;
  /** Made when somebody wants it. */
  bytes(): Uint8Array | Promise<Uint8Array>;
}

/** Saves a file of a record once the person has seen what leaves with it ([SH7]). */
export function useSaveLeaving(): (file: LeavingFile) => void {
  const ask = useAskLeaving();
  const save = useSaveFile();
  return ({ name, bytes, ...leaving }) => ask({ ...leaving, save: async () => save(name, await bytes()) });
}
