import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';
import { Blade } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './reader.module.css';
import type { NumberedStep, StepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';

export interface BranchChipsProps {
  readonly entry: NumberedStep;
  readonly steps: StepsModel;
  readonly lang: string;
  readonly original: string | undefined;
  onGoTo(id: string): void;
}

/** Where a step leads when it does not just lead on: answers of a decision, branches, what goes on at the same time. */
export function BranchChips({ entry, steps, lang, original, onGoTo }: BranchChipsProps) {
  const shown = entry.edges.filter((edge) => isWorthSaying(edge, entry, steps));
  if (shown.length === 0) return null;
  return (
    <ul className={css.branches}>
      {shown.map((edge) => (
        <li key={`${edge.kind}:${edge.label ?? ''}:${edge.to}`}>
          <BranchChip edge={edge} steps={steps} lang={lang} original={original} onGoTo={onGoTo} />
        </li>
      ))}
    </ul>
  );
}

/** "Then the next one" goes without saying; everything else does not. */
function isWorthSaying(edge: StepEdge, { number }: NumberedStep, steps: StepsModel): boolean {
  if (edge.kind !== 'next') return true;
  const to = steps.byId.get(edge.to);
  if (to === undefined) return true;
  return to.kind !== 'end' && steps.numberOf.get(edge.to) !== number + 1;
}

function BranchChip({
  edge,
  steps,
  lang,
  original,
  onGoTo,
}: Omit<BranchChipsProps, 'entry'> & { readonly edge: StepEdge }) {
  const { t } = useTranslation('playbooks');
  const word = useEdgeWords()(edge);
  const to = steps.byId.get(edge.to);
  const number = steps.numberOf.get(edge.to);
  if (to === undefined) {
    return (
      <span className={`${css.branch} ${css.broken}`}>
        <b>{word}</b>
        <IconAlertTriangle size={15} stroke={1.9} aria-hidden="true" />
        {t('reader.missing')}
      </span>
    );
  }
  if (number === undefined) {
    return (
      <span className={css.branch}>
        <b>{word}</b>
        <span className={css.branchName}>{t('reader.end')}</span>
      </span>
    );
  }
  const name = pickText(to.name, lang, original);
  return (
    <button
      type="button"
      className={css.branch}
      aria-label={`${word}: ${t('reader.goToStep', { number, name: name?.text ?? t('reader.unnamed') })}`}
      onClick={() => onGoTo(to.id)}
    >
      <b>
        <bdi>{word}</bdi>
      </b>
      <span className={css.branchName}>
        {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
      </span>
      <Blade height={18} width={25}>
        {number}
      </Blade>
    </button>
  );
}
