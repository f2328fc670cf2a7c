import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { makeAnew, valuesOf } from '../../../shared/domain/make-anew.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { useEngine } from '../../data/engine-context.tsx';
import type { NotAcceptedChange } from '../../data/not-accepted-changes.ts';
import { useApply } from '../../data/use-apply.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { fieldLabel } from '../../i18n/field-label.ts';
import { languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { FieldValue } from './field-value.tsx';
import css from './not-accepted-list.module.css';
import { shownValues } from './record-names.ts';
import { OperationField } from './record-title.tsx';

export interface MakeAnewFormProps {
  readonly change: NotAcceptedChange;
  /** Its record as it stands here now; null when the hub never had it. */
  readonly state: RecordState | null;
  onDone(): void;
}

/**
 * The words of a refused change, to be put right and saved again as a new change. What stands there now is said beside
 * them: it is what the new change replaces. The refused one is put away once the new one is on the disk.
 */
export function MakeAnewForm({ change, state, onDone }: MakeAnewFormProps) {
  const { t } = useTranslation('sync');
  const engine = useEngine();
  const announce = useAnnounce();
  const words = useFailureText();
  const { apply, saving } = useApply();
  const [problem, setProblem] = useState<string | null>(null);
  const [values, setValues] = useState(() => valuesOf(change.operations));
  const now = state ? shownValues(state) : {};
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const drafts = makeAnew(change.operations, state, values);
    if (drafts === null || saving) return;
    setProblem(drafts.ok ? null : words(drafts.failure));
    const saved = await apply(drafts);
    if (!saved.ok) return;
    await engine.putAway(change.ids);
    announce(t('notAccepted.savedAgain'));
    onDone();
  };
  return (
    <form className={css.form} aria-label={t('notAccepted.again')} onSubmit={(event) => void save(event)}>
      {Object.entries(values).map(([field, value]) => (
        <AgainField
          key={field}
          type={change.operations[0]?.type ?? ''}
          field={field}
          value={value}
          now={now[field] ?? null}
          onChange={(text) => setValues((before) => ({ ...before, [field]: text }))}
        />
      ))}
      {problem !== null && (
        <Banner tone="bad" isNews>
          {problem}
        </Banner>
      )}
      <div className={css.acts}>
        <ActionButton kind="primary" type="submit" disabled={saving}>
          {t('notAccepted.saveAgain')}
        </ActionButton>
        <ActionButton kind="quiet" onClick={onDone}>
          {t('notAccepted.leave')}
        </ActionButton>
      </div>
    </form>
  );
}

interface AgainFieldProps {
  readonly type: string;
  readonly field: string;
  readonly value: Json;
  readonly now: Json;
  onChange(text: string): void;
}

/** A text to edit, with what stands there now; any other value as it was chosen. */
function AgainField({ type, field, value, now, onChange }: AgainFieldProps) {
  const { t } = useTranslation('sync');
  const { t: tRecords } = useTranslation('records');
  const { language: reader } = useLocale();
  const [name, language] = splitFieldKey(field);
  const isText = declarationOf(type)?.fields[name]?.kind === 'text' && typeof value === 'string';
  if (!isText) {
    return (
      <div>
        <p className={css.label}>
          <OperationField field={field} />
        </p>
        <FieldValue type={type} field={field} value={value} />
      </div>
    );
  }
  const label =
    language === null
      ? fieldLabel(tRecords, field)
      : t('notAccepted.fieldIn', { field: fieldLabel(tRecords, field), language: languageWord(language, reader) });
  return (
    <FormField
      label={label}
      lines={value.length > 80 ? 5 : 2}
      lang={language ?? undefined}
      value={value}
      onChange={onChange}
      hint={
        now !== null && (
          <>
            {t('notAccepted.now')} <FieldValue type={type} field={field} value={now} />
          </>
        )
      }
    />
  );
}
