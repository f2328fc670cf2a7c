import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconRoute, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changeKind } from '../../../shared/domain/workflow/edit-branches.ts';
import { type DoneKind, doneKinds } from '../../../shared/domain/workflow/edit-steps.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { AddAfterMenu } from './add-after-menu.tsx';
import { ConflictMark } from './conflict-mark.tsx';
import css from './editor.module.css';
import { EditorEdges } from './editor-edges.tsx';
import { StepText } from './editor-fields.tsx';
import { InstructionsField, JurisdictionsField, ReferencesField } from './editor-lists.tsx';
import { SubPlaybookField } from './editor-sub-playbook.tsx';
import type { NumberedStep } from './steps-model.ts';
import type { OpenPlaybook } from './use-playbook.ts';
import type { StepActs } from './use-step-acts.ts';

interface EditorStepFormProps {
  readonly entry: NumberedStep;
  readonly open: OpenPlaybook;
  readonly lang: string;
  readonly acts: StepActs;
}

/** Everything that a step of its kind says. Each field saves itself; there is no button to forget. */
export function EditorStepForm({ entry, open, lang, acts }: EditorStepFormProps) {
  const { t } = useTranslation('playbooks');
  const { step } = entry;
  const original = open.playbook.language;
  const kind = step.kind ?? 'action';
  const text = { step, lang, original };
  return (
    <div className={css.form}>
      <StepActions entry={entry} acts={acts} />
      <div className={css.conflict}>
        <ConflictMark record={step.id} fields={step.conflicts} lang={lang} />
      </div>
      <div data-field="kind">
        <SelectField<DoneKind>
          label={t('editor.field.kind')}
          value={kind as DoneKind}
          options={doneKinds.map((each) => ({ value: each, label: t(`editor.kind.${each}`) }))}
          onChange={(to) => void acts.run((flow, newId) => changeKind(flow, step.id, to, newId))}
        />
      </div>
      <StepText {...text} field="name" label={t('editor.field.name')} strong />
      <StepText {...text} field="description" label={t('editor.field.text')} />
      {kind === 'action' && <InstructionsField key={`${step.id}/commands`} step={step} />}
      {kind === 'playbook-action' && <SubPlaybookField step={step} />}
      {(kind === 'if-condition' || kind === 'while-condition') && (
        <StepText
          {...text}
          lang={null}
          field="condition"
          label={t('editor.field.condition')}
          hint={t('editor.hint.condition')}
        />
      )}
      {kind === 'switch-condition' && (
        <StepText
          {...text}
          lang={null}
          field="switch"
          label={t('editor.field.switch')}
          hint={t('editor.hint.switch')}
        />
      )}
      <EditorEdges entry={entry} steps={open.steps} lang={lang} original={original} acts={acts} />
      {kind !== 'parallel' && <Responsibilities {...text} />}
      <FilesPanel owner={step} level={3} />
    </div>
  );
}

/** Who, on whose authority, by what law, after which checks. */
function Responsibilities(text: Omit<Parameters<typeof StepText>[0], 'field' | 'label' | 'hint'>) {
  const { t } = useTranslation('playbooks');
  return (
    <>
      <div className={css.pair}>
        <StepText {...text} field="who" label={t('reader.who')} />
        <StepText {...text} field="authority" label={t('reader.authority')} />
      </div>
      <StepText
        {...text}
        field="authorityCondition"
        label={t('editor.field.authorityCondition')}
        hint={t('editor.hint.authorityCondition')}
      />
      <StepText {...text} field="legalBasis" label={t('reader.legalBasis')} />
      <JurisdictionsField step={text.step} />
      <StepText {...text} field="caution" label={t('editor.field.caution')} />
      <StepText
        {...text}
        field="proportionality"
        label={t('editor.field.proportionality')}
        hint={t('editor.hint.proportionality')}
      />
      <StepText {...text} field="rights" label={t('editor.field.rights')} hint={t('editor.hint.rights')} />
      <StepText {...text} field="evidence" label={t('editor.field.evidence')} hint={t('editor.hint.evidence')} />
      <ReferencesField step={text.step} />
    </>
  );
}

/** What is done to the step as a whole; every act has its key on the line of the list. */
function StepActions({ entry, acts }: Pick<EditorStepFormProps, 'entry' | 'acts'>) {
  const { t } = useTranslation('playbooks');
  const { may } = useProfile();
  const { id, scope } = entry.step;
  return (
    <div className={css.acts}>
      <AddAfterMenu id={id} acts={acts} />
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <ActionButton icon={IconRoute}>{t('editor.branch')}</ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void acts.wrap(id, 'parallel')}>{t('editor.beside')}</Menu.Item>
          <Menu.Item onClick={() => void acts.wrap(id, 'if-condition')}>{t('editor.onlyIf')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionButton kind="quiet" icon={IconArrowUp} onClick={() => void acts.move(id, -1)}>
        {t('editor.up')}
      </ActionButton>
      <ActionButton kind="quiet" icon={IconArrowDown} onClick={() => void acts.move(id, 1)}>
        {t('editor.down')}
      </ActionButton>
      {may('delete', 'step', scope) && (
        <ActionButton kind="quiet" icon={IconTrash} onClick={() => void acts.remove(id)}>
          {t('editor.remove')}
        </ActionButton>
      )}
    </div>
  );
}
