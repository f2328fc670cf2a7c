import { type ReactNode, useState } from 'react';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { Icon } from '../../ui/icon.ts';
import { useConflictKeys } from './use-conflict-keys.ts';

/** One way to settle a question about a record as a whole: the words of its button, what comes of it, and its operations. */
export interface Answer {
  readonly key: string;
  readonly icon: Icon;
  readonly act: string;
  readonly outcome: string;
  readonly drafts: () => readonly OperationDraft[];
}

export interface Answers {
  /** How many there are. */
  readonly count: number;
  /** The one that is chosen. */
  readonly answer: Answer | undefined;
  /** The button that chooses it. */
  choice(answer: Answer): ReactNode;
  /** Saves the chosen one. */
  accept(): void;
}

/** Choosing among answers by pointer or by digit, and accepting one. */
export function useAnswers(all: readonly Answer[], onSettled: () => void): Answers {
  const { apply, saving } = useApply();
  const [chosen, setChosen] = useState<string | null>(null);
  const answer = all.find(({ key }) => key === chosen);
  const save = async () => {
    if (answer === undefined || saving) return;
    const saved = await apply(answer.drafts());
    if (saved.ok) onSettled();
  };
  const accept = () => void save();
  useConflictKeys({
    onChoose: (place) => setChosen((before) => all[place - 1]?.key ?? before),
    onAccept: accept,
  });
  const choice = (one: Answer) => (
    <ActionButton
      key={one.key}
      keys={String(all.indexOf(one) + 1)}
      icon={one.icon}
      mirrorIcon
      aria-pressed={chosen === one.key}
      onClick={() => setChosen(one.key)}
    >
      {one.act}
    </ActionButton>
  );
  return { count: all.length, answer, choice, accept };
}
