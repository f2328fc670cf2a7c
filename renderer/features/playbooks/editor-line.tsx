import { ActionIcon } from '@mantine/core';
import { IconArrowRampRight, IconGripVertical, IconPlus } from '@tabler/icons-react';
import { type CSSProperties, memo, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { Blade } from '../../ui/blade.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './editor.module.css';
import type { EditorLine } from './editor-model.ts';
import { ProblemIcon } from './editor-problems.tsx';
import { useEdgeWords } from './use-edge-words.ts';
import { unnamedWord } from './words.ts';

type LineOf<K extends EditorLine['kind']> = Extract<EditorLine, { kind: K }>;
const depthStyle = (depth: number) => ({ '--depth': depth }) as CSSProperties;

interface StepLineProps {
  readonly line: LineOf<'step'>;
  readonly lang: string;
  readonly original: string | undefined;
  readonly isSelected: boolean;
  onSelect(id: string): void;
  onDrag(id: string | null): void;
  /** The form of the selected step. */
  readonly children: ReactNode;
}

/** One step of the list: number, name, who, what is wrong; the form opens under it. */
export const StepLine = memo(function StepLine(props: StepLineProps) {
  const { line, lang, original, isSelected, onSelect, onDrag, children } = props;
  const { t } = useTranslation('playbooks');
  const id = useId();
  const { step, number } = line.entry;
  const name = pickText(step.name, lang, original);
  const who = pickText(step.who, lang, original);
  const worst = line.problems.find(({ weight }) => weight === 'must') ?? line.problems[0];
  return (
    <li
      data-step={step.id}
      aria-labelledby={id}
      aria-current={isSelected ? 'step' : undefined}
      className={`${css.line} ${isSelected ? css.selected : ''}`}
      style={depthStyle(line.depth)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; Alt and the arrows are the first */}
      <div
        className={css.row}
        draggable
        onDragStart={(event) => {
          event.dataTransfer?.setData('text/plain', name?.text ?? '');
          onDrag(step.id);
        }}
        onDragEnd={() => onDrag(null)}
      >
        <IconGripVertical size={16} stroke={iconStroke} className={css.grip ?? ''} aria-hidden="true" />
        <Blade height={22} width={31} tone={isSelected ? 'now' : 'plain'}>
          {number}
        </Blade>
        <button
          type="button"
          id={id}
          data-row={step.id}
          aria-expanded={isSelected}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown N P Delete"
          className={css.name}
          onClick={() => onSelect(step.id)}
        >
          {name ? <PlainText text={name.text} lang={name.lang} /> : unnamedWord(t, step.kind)}
        </button>
        <span className={css.end}>
          {worst ? (
            <span className={worst.weight === 'must' ? css.must : css.should}>
              <ProblemIcon weight={worst.weight} />
              {t('editor.problemCount', { count: line.problems.length })}
            </span>
          ) : (
            who && <PlainText text={who.text} lang={who.lang} />
          )}
        </span>
      </div>
      {isSelected && children}
    </li>
  );
});

/** "Yes", "At the same time": a branch begins here, and a step can be put at its head. */
export function BranchLine({ line, onAdd }: { readonly line: LineOf<'branch'>; onAdd(): void }) {
  const { t } = useTranslation('playbooks');
  const word = useEdgeWords()(line.edge);
  const label = t('editor.addIn', { branch: word });
  return (
    <li className={css.branchLine} style={depthStyle(line.depth)}>
      <IconArrowRampRight size={16} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
      <bdi>{word}</bdi>
      {line.isEmpty && <span className={css.quiet}>{t('editor.emptyBranch')}</span>}
      <ActionIcon size={26} aria-label={label} title={label} onClick={onAdd}>
        <IconPlus size={15} stroke={iconStroke} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

interface DropLineProps {
  readonly depth: number;
  readonly isAllowed: boolean;
  onDrop(): void;
}

/** While something is dragged: the place between two steps. */
export function DropLine({ depth, isAllowed, onDrop }: DropLineProps) {
  if (!isAllowed) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; Alt and the arrows are the first
    <li
      role="presentation"
      data-drop=""
      className={css.drop}
      style={depthStyle(depth)}
      onDragEnter={(event) => event.currentTarget.setAttribute('data-over', '')}
      onDragLeave={(event) => event.currentTarget.removeAttribute('data-over')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    />
  );
}
