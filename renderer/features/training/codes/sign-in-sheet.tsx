import { useTranslation } from 'react-i18next';
import { spacedCode } from '../../../../shared/domain/training/row-code.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { PersonName, VisibleName } from '../person-name.tsx';
import { SessionSheet } from '../session-sheet.tsx';
import type { OpenSession } from '../use-session.ts';
import css from './codes.module.css';
import { codeOfRow, codesOf } from './roster-codes.ts';

/** Rows at the end of a day for who walks in. */
const emptyRows = ['a', 'b', 'c', 'd'];

/** To be signed on paper and entered later: a page for each day ([RC8]). */
export function SignInSheet({ open }: { readonly open: OpenSession }) {
  return open.days.map((day) => (
    <SessionSheet key={day} open={open}>
      <SheetOfDay open={open} day={day} />
    </SessionSheet>
  ));
}

function SheetOfDay({ open, day }: { readonly open: OpenSession; readonly day: string }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const codes = codesOf(open);
  return (
    <div className={css.day}>
      <h1>{t('sheet.title', { day: dayText(format, day, 'full') })}</h1>
      <p>{t('sheet.how')}</p>
      <table className={css.lines}>
        <thead>
          <tr>
            <th className={css.number}>{t('sheet.number')}</th>
            <th>{t('column.name')}</th>
            <th>{t('column.organisation')}</th>
            <th>{t('sheet.code')}</th>
            <th className={css.signature}>{t('sheet.morning')}</th>
            <th className={css.signature}>{t('sheet.afternoon')}</th>
          </tr>
        </thead>
        <tbody>
          {open.roster.map((row, at) => (
            <tr key={row.person.id}>
              <td>{format.number(at + 1)}</td>
              <td>
                <PersonName person={row.person} />
              </td>
              <td>
                <VisibleName name={row.person.organisation} />
              </td>
              <td>
                <bdi dir="ltr" className={css.code}>
                  {spacedCode(codeOfRow(row, codes))}
                </bdi>
              </td>
              <td />
              <td />
            </tr>
          ))}
          {emptyRows.map((key) => (
            <tr key={key}>
              <td />
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
