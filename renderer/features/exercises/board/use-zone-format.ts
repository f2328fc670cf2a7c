import { useMemo } from 'react';
import { isTimeZone } from '../../../../shared/base/plain-date.ts';
import type { Exercise } from '../../../../shared/domain/exercise.ts';
import { createFormatters, type Formatters } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';

/** Times as the clocks at the place of the exercise show them, whatever the clock of this laptop says. */
export function useZoneFormat({ timeZone }: Pick<Exercise, 'timeZone'>): Formatters {
  const { language, format } = useLocale();
  return useMemo(
    () => (timeZone !== undefined && isTimeZone(timeZone) ? createFormatters(language, timeZone) : format),
    [language, timeZone, format],
  );
}
