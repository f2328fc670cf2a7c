import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import { action as actionDeclaration } from '../../../shared/domain/review/action.ts';
import { pageToday } from '../../data/page-ports.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { ActionFields } from './action-fields.tsx';
import { dueBeforeStart, keyed, newAction, type TypedAction, typedOf } from './action-typed.ts';
import { ReviewPartForm } from './review-part-form.tsx';
import { type PartFormProps, useNewPart, useOpenPart } from './use-review-part.tsx';

/** An action that is not there yet; the address says for which finding. */
export function NewAction() {
  const { t } = useTranslation('reviews');
  const part = useNewPart();
  if ('notHere' in part) return part.notHere;
  const { open, language, given } = part;
  return (
    <ActionForm
      open={open}
      from={{ scope: open.review.scope }}
      fixed={{ review: open.review.id, order: keyAtEnd(open.actions), state: 'open' }}
      heading={t('action.new')}
      begin={() => newAction(language, given('finding'), pageToday())}
    />
  );
}

/** The fields of an action that is there. */
export function EditAction() {
  const { t } = useTranslation('reviews');
  const { actionId } = useParams({ strict: false }) as { actionId: string };
  const opened = useOpenPart(actionId, ({ actions }) => actions, t('action.gone'));
  if ('notHere' in opened) return opened.notHere;
  const { part, ...action } = opened;
  return <ActionForm {...action} fixed={{}} heading={t('action.edit')} begin={() => typedOf(part)} />;
}

function ActionForm({ open, from, fixed, heading, begin }: PartFormProps<TypedAction>) {
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(actionDeclaration, from);
  const [values, setValues] = useState(begin);
  const { review } = open;
  const send = async () => {
    if (dueBeforeStart(values)) return;
    const id = await save({ ...fixed, ...keyed(values) });
    if (id !== null) void navigate({ to: `/reviews/${review.id}/actions/${id}`, replace: true });
  };
  return (
    <ReviewPartForm review={review} heading={heading} saving={saving} onSave={send}>
      <ActionFields open={open} values={values} onChange={(change) => setValues((now) => ({ ...now, ...change }))} />
    </ReviewPartForm>
  );
}
