import { ActionIcon } from '@mantine/core';
import { IconGavel, IconKey, IconRobot, IconTrash, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteRecord } from '../../../shared/domain/edit.ts';
import { type Localised, pickText, type ShownText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { step as stepDeclaration } from '../../../shared/domain/step.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { StepCard, type StepFact } from '../../ui/trail.tsx';
import { BranchChips } from './branch-chips.tsx';
import { ConflictMark } from './conflict-mark.tsx';
import { EditableText } from './editable-text.tsx';
import { OutdatedMark } from './outdated-mark.tsx';
import css from './reader.module.css';
import { StepChanges } from './step-changes.tsx';
import { commandsOf, type NumberedStep, type StepsModel } from './steps-model.ts';
import type { StepChange } from './use-step-changes.ts';

export interface ReaderStepProps {
  readonly entry: NumberedStep;
  readonly steps: StepsModel;
  readonly lang: string;
  readonly beside: string | null;
  readonly original: string | undefined;
  /** Corrective actions that changed this step. */
  readonly changes: readonly StepChange[] | undefined;
  readonly isInView: boolean;
  readonly isEditing: boolean;
  register(id: string, element: HTMLElement | null): void;
  onGoTo(id: string): void;
  onDeleted(number: number, state: RecordState): void;
}

/** One step as it is read: name, text, caution, branches, who, authority, legal basis. */
export const ReaderStep = memo(function ReaderStep(props: ReaderStepProps) {
  const { entry, steps, lang, beside, original, changes, isInView, isEditing, register, onGoTo, onDeleted } = props;
  const { t } = useTranslation('playbooks');
  const { step, number } = entry;
  const pick = (texts: Localised) => pickText(texts, lang, original);
  const name = pick(step.name);
  const title = isEditing ? (
    <EditableText
      record={step}
      field="name"
      lang={lang}
      original={original}
      label={t('reader.stepName', { number })}
      strong
    />
  ) : (
    <PlainText text={name?.text ?? t('reader.unnamed')} lang={name?.lang} />
  );
  return (
    <StepCard
      ref={(element) => register(step.id, element)}
      mark={number}
      isInView={isInView}
      title={title}
      aside={
        <>
          <ConflictMark record={step.id} fields={step.conflicts} lang={lang} />
          {isEditing && <DeleteStep entry={entry} onDeleted={onDeleted} />}
        </>
      }
      text={
        isEditing ? (
          <EditableText
            record={step}
            field="description"
            lang={lang}
            original={original}
            label={t('reader.stepText', { number })}
          />
        ) : (
          <StepTexts step={step} lang={lang} beside={beside} original={original} />
        )
      }
      facts={isEditing ? [] : factsOf(t, [pick(step.who), pick(step.authority), pick(step.legalBasis)])}
    >
      <StepNotices step={step} lang={lang} original={original} />
      <Commands entry={entry} />
      <BranchChips entry={entry} steps={steps} lang={lang} original={original} onGoTo={onGoTo} />
      {changes && <StepChanges changes={changes} />}
    </StepCard>
  );
});

function factsOf(
  t: ReturnType<typeof useTranslation<'playbooks'>>['t'],
  [who, authority, law]: readonly [ShownText | null, ShownText | null, ShownText | null],
): StepFact[] {
  const fact = (icon: StepFact['icon'], term: string, value: ShownText | null): StepFact[] =>
    value === null ? [] : [{ icon, term, value: <PlainText text={value.text} lang={value.lang} />, lang: value.lang }];
  return [
    ...fact(IconUser, t('reader.who'), who),
    ...fact(IconKey, t('reader.authority'), authority),
    ...fact(IconGavel, t('reader.legalBasis'), law),
  ];
}

/** What to know before reading on: that the translation is behind, and what to beware of. */
function StepNotices({
  step,
  lang,
  original,
}: Pick<ReaderStepProps, 'lang' | 'original'> & { readonly step: NumberedStep['step'] }) {
  const caution = pickText(step.caution, lang, original);
  return (
    <>
      <OutdatedMark
        declaration={stepDeclaration}
        record={step}
        playbook={step.playbook}
        lang={lang}
        original={original}
      />
      {caution && (
        <Banner tone="due">
          <PlainText text={caution.text} lang={caution.lang} />
        </Banner>
      )}
    </>
  );
}

function StepTexts({
  step,
  lang,
  beside,
  original,
}: Pick<ReaderStepProps, 'lang' | 'beside' | 'original'> & { readonly step: NumberedStep['step'] }) {
  const text = pickText(step.description, lang, original);
  if (beside === null) return text && <PlainText text={text.text} lang={text.lang} />;
  const name = pickText(step.name, beside, original);
  const second = pickText(step.description, beside, original);
  return (
    <div className={css.twoColumns}>
      <div>{text && <PlainText text={text.text} lang={text.lang} />}</div>
      <div className={css.second} {...contentLanguage(second?.lang ?? name?.lang)}>
        {name && (
          <p className={css.secondName}>
            <PlainText text={name.text} lang={name.lang} />
          </p>
        )}
        {second && <PlainText text={second.text} lang={second.lang} />}
      </div>
    </div>
  );
}

function Commands({ entry }: { readonly entry: NumberedStep }) {
  const { t } = useTranslation('playbooks');
  const commands = commandsOf(entry.step);
  if (commands.length === 0) return null;
  const hasMachine = commands.some((command) => !command.manual);
  return (
    <div className={css.commands}>
      {commands.map((command, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: commands have no identity but their place
        <div key={place} className={command.manual ? css.manual : css.machine}>
          {command.manual ? (
            <PlainText text={command.text} />
          ) : (
            <code dir="ltr" translate="no">
              <PlainText text={command.text} />
            </code>
          )}
        </div>
      ))}
      {hasMachine && (
        <p className={css.machineHint}>
          <IconRobot size={14} stroke={iconStroke} aria-hidden="true" />
          {t('reader.notManual')}
        </p>
      )}
    </div>
  );
}

function DeleteStep({ entry, onDeleted }: Pick<ReaderStepProps, 'entry' | 'onDeleted'>) {
  const { t } = useTranslation('playbooks');
  const engine = useEngine();
  const { apply } = useApply();
  const { may } = useProfile();
  if (!may('delete', 'step', entry.step.scope)) return null;
  const remove = async () => {
    const [state] = await engine.open([entry.step.id]);
    if (state === undefined) return;
    const saved = await apply(deleteRecord(stepDeclaration, state));
    const [after] = await engine.open([entry.step.id]);
    if (saved.ok && after !== undefined) onDeleted(entry.number, after);
  };
  const label = t('reader.deleteStep', { number: entry.number });
  return (
    <ActionIcon size={28} aria-label={label} title={label} onClick={() => void remove()}>
      <IconTrash size={16} stroke={iconStroke} aria-hidden="true" />
    </ActionIcon>
  );
}
