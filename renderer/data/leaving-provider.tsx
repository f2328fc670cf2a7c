import { createContext, type ReactNode, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import { LeavingDialog } from './leaving-dialog.tsx';
import './words.ts';

/** A file that is about to leave, and what its reader will learn from it. */
export interface Leaving {
  /** What is in it, a sentence each. */
  readonly what: readonly string[];
  /** How many people it names; null where nobody looked inside. */
  readonly people: number | null;
  /** As the dialog takes it (leaving-dialog.tsx). */
  readonly marking: TlpLevel | null | undefined;
  save(): Promise<void>;
}

const LeavingContext = createContext<((leaving: Leaving) => void) | null>(null);

/**
 * Says what leaves before any file of a record is saved ([SH7]). It stands over all screens: what asks for it is often an
 * entry of a menu, which is gone when the dialog opens.
 */
export function LeavingProvider({ children }: { readonly children: ReactNode }) {
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  return (
    <LeavingContext value={setLeaving}>
      {children}
      {leaving !== null && <FileDialog leaving={leaving} onClose={() => setLeaving(null)} />}
    </LeavingContext>
  );
}

function FileDialog({ leaving, onClose }: { readonly leaving: Leaving; onClose(): void }) {
  const { t } = useTranslation('data');
  const { what, people, marking, save } = leaving;
  return (
    <LeavingDialog people={people} marking={marking} forms={[{ label: t('leaving.save'), save }]} onClose={onClose}>
      {what.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </LeavingDialog>
  );
}

/** Asks, with what leaves, whether it is to be saved. */
export function useAskLeaving(): (leaving: Leaving) => void {
  const ask = useContext(LeavingContext);
  if (ask === null) throw new Error('No LeavingProvider above this component');
  return ask;
}
