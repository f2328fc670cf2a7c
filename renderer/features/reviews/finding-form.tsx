import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import { finding as findingDeclaration } from '../../../shared/domain/review/finding.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { FindingFields } from './finding-fields.tsx';
import { keyed, newFinding, type TypedFinding, typedOf } from './finding-typed.ts';
import { ReviewPartForm } from './review-part-form.tsx';
import { type PartFormProps, useNewPart, useOpenPart } from './use-review-part.tsx';

/** A finding that is not there yet; the address may say in what it was seen, and which step it is about. */
export function NewFinding() {
  const { t } = useTranslation('reviews');
  const part = useNewPart();
  if ('notHere' in part) return part.notHere;
  const { open, language, given } = part;
  return (
    <FindingForm
      open={open}
      from={{ scope: open.review.scope }}
      fixed={{ review: open.review.id, order: keyAtEnd(open.findings), origin: given('origin') || null }}
      heading={t('finding.new')}
      begin={() => newFinding(language, given)}
    />
  );
}

/** The fields of a finding that is there. */
export function EditFinding() {
  const { t } = useTranslation('reviews');
  const { findingId } = useParams({ strict: false }) as { findingId: string };
  const opened = useOpenPart(findingId, ({ findings }) => findings, t('finding.gone'));
  if ('notHere' in opened) return opened.notHere;
  const { part, ...finding } = opened;
  return <FindingForm {...finding} fixed={{}} heading={t('finding.edit')} begin={() => typedOf(part)} />;
}

function FindingForm({ open: { review, findings }, from, fixed, heading, begin }: PartFormProps<TypedFinding>) {
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(findingDeclaration, from);
  const [values, setValues] = useState(begin);
  const send = async () => {
    const id = await save({ ...fixed, ...keyed(values) });
    if (id === null) return;
    void navigate({ to: `/reviews/${review.id}`, search: { finding: id } as never, replace: true });
  };
  return (
    <ReviewPartForm review={review} heading={heading} saving={saving} onSave={send}>
      <FindingFields
        values={values}
        capabilities={[...new Set(findings.flatMap(({ capability }) => capability ?? []))]}
        onChange={(change) => setValues((now) => ({ ...now, ...change }))}
      />
    </ReviewPartForm>
  );
}
