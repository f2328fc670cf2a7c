import { ActionIcon } from '@mantine/core';
import { IconGavel, IconKey, IconRobot, IconTrash, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EffectiveCoreStep } from '../../../shared/domain/adaptation/effective.ts';
import { deleteRecord } from '../../../shared/domain/edit.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { type Step, step as stepDeclaration } from '../../../shared/domain/step.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
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
import { ExplainedText } from './explained-text.tsx';
import { AdaptMenu } from './layer/adapt-menu.tsx';
import { AllowancesMenu } from './layer/allowances-menu.tsx';
import { LocalMark, LocalParts, type Reading, ReplacedText, shownText } from './layer/local-marks.tsx';
import { effectiveStep } from './lines.ts';
import { OutdatedMark } from './outdated-mark.tsx';
import css from './reader.module.css';
import { StepChanges } from './step-changes.tsx';
import { StepChecks } from './step-checks.tsx';
import { commandsOf, type NumberedStep, type StepsModel } from './steps-model.ts';
import type { StepChange } from './use-step-changes.ts';
import { unnamedWord } from './words.ts';

export interface ReaderStepProps {
  readonly entry: NumberedStep;
  readonly steps: StepsModel;
  readonly lang: string;
  readonly beside: string | null;
  readonly original: string | undefined;
  /** What a centre laid over this step; absent where the core is read alone. */
  readonly local: EffectiveCoreStep | undefined;
  /** Whose layer that is. */
  readonly centre: string;
  readonly isAdapting: boolean;
  /** What the core's author lets centres do in the whole playbook. */
  readonly adaptable: readonly string[] | undefined;
  /** Corrective actions that changed this step. */
  readonly changes: readonly StepChange[] | undefined;
  /** Files are attached to it. */
  readonly hasFiles: boolean;
  readonly isInView: boolean;
  readonly isEditing: boolean;
  register(id: string, element: HTMLElement | null): void;
  onGoTo(id: string): void;
  onDeleted(number: number, state: RecordState): void;
}

/** One step as it is read: name, text, caution, branches, who, authority, legal basis; what a centre laid over it is marked. */
export const ReaderStep = memo(function ReaderStep(props: ReaderStepProps) {
  const { entry, steps, lang, beside, original, local, centre, changes, isInView, isEditing, register, onGoTo } = props;
  const { t } = useTranslation('playbooks');
  const { number } = entry;
  const step = local === undefined ? entry.step : effectiveStep(entry.step, local);
  const reading = { lang, original, centre };
  const name = pickText(step.name, lang, original);
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
    <PlainText text={name?.text ?? unnamedWord(t, step.kind)} lang={name?.lang} />
  );
  return (
    <StepCard
      ref={(element) => register(step.id, element)}
      mark={number}
      isInView={isInView}
      title={title}
      aside={<StepAside {...props} />}
      text={
        isEditing ? (
          <EditableText
            record={step}
            field="description"
            lang={lang}
            original={original}
            label={t('reader.stepText', { number })}
          />
        ) : local !== undefined && beside === null && shownText(local.texts.description, reading)?.piece != null ? (
          <ReplacedText step={local} reading={reading} />
        ) : (
          <StepTexts step={step} lang={lang} beside={beside} original={original} />
        )
      }
      facts={isEditing ? [] : factsOf(t, step, local, reading)}
    >
      {local !== undefined && <LocalParts step={local} reading={reading} />}
      <StepNotices step={step} local={local} reading={reading} />
      <StepChecks step={step} pick={(texts) => pickText(texts, lang, original)} />
      <Commands entry={entry} />
      {props.hasFiles && <FilesPanel owner={step} level={3} isRead />}
      <BranchChips entry={entry} steps={steps} lang={lang} original={original} onGoTo={onGoTo} />
      {changes && <StepChanges changes={changes} />}
    </StepCard>
  );
});

/** At the end of the title's line: whose words it is, what is unsettled, and what can be done here. */
function StepAside({
  entry,
  lang,
  original,
  local,
  centre,
  isEditing,
  isAdapting,
  adaptable,
  onDeleted,
}: ReaderStepProps) {
  const isOurs = local !== undefined && shownText(local.texts.name, { lang, original, centre })?.piece != null;
  return (
    <>
      {isOurs && <LocalMark centre={centre} />}
      <ConflictMark record={entry.step.id} fields={entry.step.conflicts} lang={lang} />
      {isAdapting && !isEditing && <AdaptMenu entry={entry} ofPlaybook={adaptable} />}
      {isEditing && <AllowancesMenu entry={entry} ofPlaybook={adaptable} />}
      {isEditing && <DeleteStep entry={entry} onDeleted={onDeleted} />}
    </>
  );
}

function factsOf(
  t: ReturnType<typeof useTranslation<'playbooks'>>['t'],
  step: Step,
  local: EffectiveCoreStep | undefined,
  reading: Reading,
): StepFact[] {
  const fact = (icon: StepFact['icon'], term: string, field: 'who' | 'authority' | 'legalBasis'): StepFact[] => {
    const said = pickText(step[field], reading.lang, reading.original);
    if (said === null) return [];
    const isOurs = local !== undefined && shownText(local.texts[field], reading)?.piece != null;
    const value = (
      <>
        <PlainText text={said.text} lang={said.lang} />
        {isOurs && <LocalMark centre={reading.centre} />}
      </>
    );
    return [{ icon, term, value, lang: said.lang }];
  };
  return [
    ...fact(IconUser, t('reader.who'), 'who'),
    ...fact(IconKey, t('reader.authority'), 'authority'),
    ...fact(IconGavel, t('reader.legalBasis'), 'legalBasis'),
  ];
}

/** What to know before reading on: that the translation is behind, and what to beware of. */
function StepNotices({
  step,
  local,
  reading,
}: {
  readonly step: Step;
  readonly local: EffectiveCoreStep | undefined;
  readonly reading: Reading;
}) {
  const { lang, original, centre } = reading;
  const caution = pickText(step.caution, lang, original);
  const isOurs = local !== undefined && shownText(local.texts.caution, reading)?.piece != null;
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
          <ExplainedText text={caution.text} lang={caution.lang} />
          {isOurs && <LocalMark centre={centre} />}
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
  if (beside === null) return text && <ExplainedText text={text.text} lang={text.lang} />;
  const name = pickText(step.name, beside, original);
  const second = pickText(step.description, beside, original);
  return (
    <div className={css.twoColumns}>
      <div>{text && <ExplainedText text={text.text} lang={text.lang} />}</div>
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
