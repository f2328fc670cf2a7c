import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import { contentLanguage } from './content-language.ts';
import css from './print-sheet.module.css';
import { TlpChip } from './tlp-chip.tsx';

export interface PrintSheetProps {
  readonly title: string;
  readonly lang?: string | undefined;
  readonly tlp?: TlpLevel | undefined;
  /** Stands at the foot of every page beside the mark. */
  readonly foot: string;
  readonly children: ReactNode;
}

/**
 * What goes on paper: head and foot of a table repeat on every page, so that the mark stands at the top and the bottom of
 * each (TLP 2.0 asks for both).
 */
export function PrintSheet({ title, lang, tlp, foot, children }: PrintSheetProps) {
  return createPortal(
    <div className={css.sheet} data-print-sheet aria-hidden="true">
      <table>
        <thead>
          <tr>
            <td>
              <div className={css.line}>
                <b {...contentLanguage(lang)}>{title}</b>
                {tlp && <TlpChip level={tlp} />}
              </div>
            </td>
          </tr>
        </thead>
        <tfoot>
          <tr>
            <td>
              <div className={css.line}>
                <span>{foot}</span>
                {tlp && <TlpChip level={tlp} />}
              </div>
            </td>
          </tr>
        </tfoot>
        <tbody>
          <tr>
            <td>{children}</td>
          </tr>
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
