import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import css from './head-link.module.css';
import { iconStroke } from './icon.ts';

export interface HeadLinkProps {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>> | undefined;
  readonly children: ReactNode;
}

/** At the end of a section's head: the way to all of what the section shows the first of. */
export function HeadLink({ to, search, children }: HeadLinkProps) {
  return (
    <Link to={to} {...(search === undefined ? {} : { search: search as never })} className={css.link ?? ''}>
      {children}
      <IconChevronRight size={14} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
    </Link>
  );
}
