import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { type EdgePlace, keyOfPlace, onwardField, placeOfEdge } from '../../../shared/domain/workflow/edge-place.ts';
import { addBranch, removeBranch } from '../../../shared/domain/workflow/edit-branches.ts';
import { connectEdge } from '../../../shared/domain/workflow/edit-steps.ts';
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import css from './editor.module.css';
import type { NumberedStep, StepsModel } from './steps-model.ts';
import { TargetSelect } from './target-select.tsx';
import { useEdgeWords } from './use-edge-words.ts';
import type { StepActs } from './use-step-acts.ts';
import { unnamedWord } from './words.ts';

interface EditorEdgesProps {
  readonly entry: NumberedStep;
  readonly steps: StepsModel;
  readonly lang: string;
  readonly original: string | undefined;
  readonly acts: StepActs;
}

/** Where the step leads: one line for each edge, and what can be added. */
export function EditorEdges(props: EditorEdgesProps) {
  const { entry, acts } = props;
  const { t } = useTranslation('playbooks');
  const { step, edges } = entry;
  const hasOnward = edges.some(({ kind }) => kind === 'next' || kind === 'success');
  const added = addedWord(t, entry);
  return (
    <fieldset className={css.rows}>
      <legend className={css.label}>{t('editor.goes')}</legend>
      {edges.map((edge) => (
        <EdgeLine key={keyOfPlace(placeOfEdge(step.id, edge))} {...props} edge={edge} />
      ))}
      {!hasOnward && <EdgeLine {...props} edge={null} />}
      {added !== null && (
        <ActionButton
          kind="quiet"
          icon={IconPlus}
          onClick={() => void acts.run((flow, newId) => addBranch(flow, step.id, newId))}
        >
          {added}
        </ActionButton>
      )}
    </fieldset>
  );
}

function addedWord(t: ReturnType<typeof useTranslation<'playbooks'>>['t'], { step }: NumberedStep): string | null {
  switch (step.kind) {
    case 'if-condition':
      return step.onFalse ? null : t('editor.addNo');
    case 'switch-condition':
      return t('editor.addCase');
    case 'parallel':
      return t('editor.addBeside');
    case 'action':
    case 'playbook-action':
      return step.onFailure ? null : t('editor.addFailure');
    default:
      return null;
  }
}

/** One edge: what it means, where it leads, and its end when it can go. */
function EdgeLine({ entry, steps, lang, original, acts, edge }: EditorEdgesProps & { readonly edge: StepEdge | null }) {
  const { t } = useTranslation('playbooks');
  const { step } = entry;
  const edgeWord = useEdgeWords();
  const place: EdgePlace = edge === null ? { from: step.id, field: onwardField(step) } : placeOfEdge(step.id, edge);
  const word = edgeWord(edge ?? { kind: 'next', label: null });
  const target = edge === null ? undefined : steps.byId.get(edge.to);
  const value = target === undefined ? '' : target.kind === 'end' ? 'end' : target.id;
  const canGo =
    edge !== null && removeBranch({ steps: [step], start: null, exception: null }, place, () => '') !== null;
  return (
    <div data-field={place.field} className={css.edge}>
      {edge?.kind === 'case' ? (
        <CaseLabel key={word} label={word} step={step.id} acts={acts} />
      ) : (
        <span aria-hidden="true" className={css.edgeWord}>
          {word}
        </span>
      )}
      <TargetSelect
        label={t('editor.leadsTo', { edge: word })}
        none={edge === null ? t('editor.nowhere') : t('reader.missing')}
        value={value}
        steps={steps}
        nameOf={(other) => pickText(other.name, lang, original)?.text ?? unnamedWord(t, other.kind)}
        onChange={(to) => void acts.run((flow, newId) => connectEdge(flow, place, to, newId))}
      />
      {canGo && (
        <ActionIcon
          size={28}
          aria-label={t('editor.removeBranch', { edge: word })}
          title={t('editor.removeBranch', { edge: word })}
          onClick={() => void acts.run((flow, newId) => removeBranch(flow, place, newId))}
        >
          <IconX size={15} stroke={iconStroke} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}

function CaseLabel({ label, step, acts }: { readonly label: string; readonly step: string; readonly acts: StepActs }) {
  const { t } = useTranslation('playbooks');
  const [typed, setTyped] = useState(label);
  return (
    <input
      className={`${css.input} ${css.edgeWord}`}
      aria-label={t('editor.caseLabel')}
      dir="auto"
      maxLength={300}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed.trim() !== label) void acts.rename(step, label, typed.trim());
        if (typed.trim() === '') setTyped(label);
      }}
    />
  );
}
