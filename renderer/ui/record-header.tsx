import type { ReactNode } from 'react';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import { type Icon, iconStroke } from './icon.ts';
import css from './record-header.module.css';
import { ScreenHeading } from './screen-heading.tsx';
import { TlpChip } from './tlp-chip.tsx';

export interface RecordHeaderProps {
  readonly title: string;
  /** Language of the title. */
  readonly lang?: string | undefined;
  readonly tlp?: TlpLevel | undefined;
  /** Quiet icon buttons, then the one filled button. */
  readonly actions?: ReactNode;
  /** RecordFact pieces in this order: version, approvals, validity, scope, who can see, sync mark. */
  readonly children?: ReactNode;
  /** The switch of the record's languages, at the end of the second line. */
  readonly languages?: ReactNode;
}

/** The head of every record: title and mark; then one line of what it is. */
export function RecordHeader({ title, lang, tlp, actions, children, languages }: RecordHeaderProps) {
  return (
    <header className={css.header}>
      <div className={css.first}>
        <ScreenHeading lang={lang}>{title}</ScreenHeading>
        {tlp && <TlpChip level={tlp} />}
        {actions && <div className={css.acts}>{actions}</div>}
      </div>
      <div className={css.second}>
        {children}
        {languages && <div className={css.languages}>{languages}</div>}
      </div>
    </header>
  );
}

export interface RecordFactProps {
  readonly icon?: Icon | undefined;
  readonly tone?: 'strong' | 'ok' | 'due' | 'bad';
  readonly children: ReactNode;
}

/** One fact in the second line of a record's head. */
export function RecordFact({ icon: FactIcon, tone, children }: RecordFactProps) {
  return (
    <span className={`${css.fact} ${tone ? css[tone] : ''}`}>
      {FactIcon && <FactIcon size={15} aria-hidden="true" stroke={iconStroke} />}
      {children}
    </span>
  );
}
