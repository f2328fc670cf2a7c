import { useEffect, useMemo, useState } from 'react';
import { type LanguageState, LanguageTally } from './language-states.ts';
import type { OpenPlaybook } from './use-playbook.ts';

/** A language, before and after its texts were counted. */
export type ShownLanguage = LanguageState | (Omit<LanguageState, 'share'> & { readonly share: null });

/** Steps counted in one go; more would keep the window from answering. */
const atOnce = 300;
/** The picture comes first, in milliseconds. */
const afterPicture = 600;

/**
 * How far each language has come. A long playbook is counted in pieces; until that is done its languages stand there without
 * a share: what its head alone holds would be told as the whole.
 */
export function useLanguageStates({ playbook, steps: { byId } }: OpenPlaybook): readonly ShownLanguage[] {
  const isLong = byId.size > atOnce;
  const first = useMemo<readonly ShownLanguage[]>(
    () =>
      isLong
        ? new LanguageTally(playbook).states().map((state) => ({ ...state, share: null, outdated: 0 }))
        : new LanguageTally(playbook).add(byId.values()).states(),
    [playbook, byId, isLong],
  );
  const [counted, setCounted] = useState<readonly LanguageState[] | null>(null);
  useEffect(() => {
    if (!isLong) return;
    const steps = [...byId.values()];
    const tally = new LanguageTally(playbook);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = (at: number) => {
      tally.add(steps.slice(at, at + atOnce));
      if (at + atOnce >= steps.length) setCounted(tally.states());
      else timer = setTimeout(() => goOn(at + atOnce));
    };
    timer = setTimeout(() => goOn(0), afterPicture);
    return () => clearTimeout(timer);
  }, [playbook, byId, isLong]);
  return (isLong ? counted : null) ?? first;
}
