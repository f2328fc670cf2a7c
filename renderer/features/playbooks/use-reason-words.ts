import { useTranslation } from 'react-i18next';
import { jsonFaults, type Reason, valueForms } from '../../../shared/domain/cacao/reason.ts';
import type { Words } from './words.ts';

/** Words for a reason of the importer, in the language of the interface; what came from the file is isolated in it. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation('playbooks');
  return (reason) => t(`reason.${reason.code}`, valuesInWords(t, reason.values));
}

/** Codes among the values in words too; names, ids and counts as they are. */
function valuesInWords(t: Words, values: Reason['values']): Reason['values'] {
  const fault = jsonFaults.find((kind) => kind === values.fault);
  const form = valueForms.find((kind) => kind === values.form);
  return {
    ...values,
    ...(fault === undefined ? {} : { fault: t(`jsonFault.${fault}`) }),
    ...(form === undefined ? {} : { form: t(`valueForm.${form}`) }),
  };
}
