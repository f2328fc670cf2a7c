import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale-provider.tsx';
import { type Icon, iconStroke } from './icon.ts';
import css from './section-head.module.css';

export interface SectionHeadProps {
  readonly title: string;
  /** For `aria-labelledby` of the section. */
  readonly id?: string | undefined;
  readonly level?: 2 | 3;
  readonly icon?: Icon | undefined;
  readonly count?: number | undefined;
  /** A few quiet words after the title. */
  readonly meta?: ReactNode;
  /** A link or a control at the end of the line. */
  readonly children?: ReactNode;
}

/** The line over a panel: title, how many, and where to find the rest. */
export function SectionHead({ title, id, level = 2, icon: HeadIcon, count, meta, children }: SectionHeadProps) {
  const { format } = useLocale();
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <div className={css.head}>
      {HeadIcon && (
        <span className={css.icon}>
          <HeadIcon size={17} aria-hidden="true" stroke={iconStroke} />
        </span>
      )}
      <Title id={id}>{title}</Title>
      {count !== undefined && <span className={css.meta}>{format.number(count)}</span>}
      {meta && <span className={css.meta}>{meta}</span>}
      {children && <div className={css.end}>{children}</div>}
    </div>
  );
}
