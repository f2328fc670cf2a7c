import { useTranslation } from 'react-i18next';
import type { PieceKind } from '../../../../shared/domain/adaptation/adaptable.ts';
import { coreTextsAt } from '../../../../shared/domain/adaptation/adaptation.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { languages } from '../../../i18n/languages.ts';
import { type BoundForm, boundFields } from '../../../ui/bound-fields.ts';
import { contentLanguage } from '../../../ui/content-language.ts';
import { FieldRow, RecordForm } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import css from './layer.module.css';
import { fieldWord } from './layer-words.ts';
import type { PieceOf } from './piece-form.tsx';
import type { TypedPiece } from './piece-typed.ts';

interface PieceFieldsProps extends BoundForm<TypedPiece> {
  readonly of: PieceOf;
  readonly isMissing: boolean;
  readonly saving: boolean;
  onLanguage(language: string): void;
  onSave(): Promise<void>;
}

/** The form of a piece: the core's words first, so that nobody writes without having them before their eyes. */
export function PieceFields(props: PieceFieldsProps) {
  const { of, isMissing, saving, onLanguage, onSave, ...form } = props;
  const { t } = useTranslation('playbooks');
  const field = boundFields(form);
  const { values } = form;
  const { playbook } = of.open;
  const heading = useHeading(of);
  const title = pickText(playbook.title, values.language, playbook.language);
  useScreenTitle(heading, title?.text, t('rail.label'));
  const missing = (text: string) => (isMissing && text.trim() === '' ? t('layer.form.missing') : undefined);
  const text = { lang: values.language, lines: 3, maxLength: 5_000 };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/playbooks' },
          { label: title?.text ?? t('library.untitled'), lang: title?.lang, path: `/playbooks/${playbook.id}` },
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        <CoreWords of={of} language={values.language} />
        <SelectField
          label={t('layer.form.language')}
          value={values.language}
          options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
          onChange={onLanguage}
        />
        <PieceTexts of={of} missing={missing} {...form} />
        <FormField
          label={t('layer.form.reason')}
          hint={t('layer.form.reasonHint')}
          {...text}
          lines={2}
          problem={missing(values.reason)}
          {...field('reason')}
        />
        <FormField
          label={t('layer.form.law')}
          hint={t('layer.form.lawHint')}
          lang={values.language}
          maxLength={5_000}
          {...field('legalReference')}
        />
      </RecordForm>
    </>
  );
}

interface PieceTextsProps extends BoundForm<TypedPiece> {
  readonly of: PieceOf;
  /** What is wrong with a text that may not be empty. */
  missing(text: string): string | undefined;
}

/** What it says: one text, or what a step has. */
function PieceTexts({ of, missing, ...form }: PieceTextsProps) {
  const { t } = useTranslation('playbooks');
  const field = boundFields(form);
  const { values } = form;
  const text = { lang: values.language, lines: 4, maxLength: 5_000 };
  if (of.kind !== 'addition') {
    return (
      <FormField
        label={textLabels[of.kind](t)}
        {...text}
        problem={missing(values.description)}
        {...field('description')}
      />
    );
  }
  const line = { lang: values.language, maxLength: 2_000 };
  return (
    <>
      <FormField label={t('layer.form.name')} {...line} problem={missing(values.name)} {...field('name')} />
      <FormField label={textLabels.addition(t)} {...text} {...field('description')} />
      <FieldRow>
        <FormField label={t('reader.who')} {...line} {...field('who')} />
        <FormField label={t('reader.authority')} {...line} {...field('authority')} />
      </FieldRow>
      <FormField label={t('layer.field.caution')} {...text} lines={2} {...field('caution')} />
    </>
  );
}

type Words = ReturnType<typeof useTranslation<'playbooks'>>['t'];

const textLabels: Readonly<Record<PieceKind, (t: Words) => string>> = {
  note: (t) => t('layer.form.note'),
  addition: (t) => t('layer.form.text'),
  replacement: (t) => t('layer.form.replacement'),
};

function useHeading({ open, step, kind, field, piece }: PieceOf): string {
  const { t } = useTranslation('playbooks');
  const number = open.steps.numberOf.get(piece?.step ?? step?.id ?? '') ?? 0;
  if (kind === 'note') return t('layer.form.noteOn', { number });
  if (kind === 'addition') return t('layer.form.stepAfter', { number });
  return t('layer.form.insteadAt', { number, field: fieldWord(t, field ?? 'description') });
}

/** What the core says at this place. */
function CoreWords({ of: { open, step, field }, language }: { readonly of: PieceOf; readonly language: string }) {
  const { t } = useTranslation('playbooks');
  if (step === null) return null;
  const original = open.playbook.language;
  const name = pickText(step.texts.name, language, original);
  const text = field === 'name' ? null : pickText(coreTextsAt(step, { field }), language, original);
  return (
    <section className={css.coreWords} aria-label={t('layer.form.core')}>
      <p className={css.coreHead}>{t('layer.form.core')}</p>
      {name && (
        <p className={css.coreName} {...contentLanguage(name.lang)}>
          <PlainText text={name.text} lang={name.lang} />
        </p>
      )}
      {text && (
        <div {...contentLanguage(text.lang)}>
          <PlainText text={text.text} lang={text.lang} />
        </div>
      )}
    </section>
  );
}
