import type { ReactNode } from 'react';
import { contentLanguage } from './content-language.ts';
import css from './page-body.module.css';
import { PlainText } from './plain-text.tsx';
import { ScreenHeading } from './screen-heading.tsx';
import { Tag } from './tag.tsx';

/** What stands under the top bar or a record's header, and scrolls when it must; `close` where many short parts follow each other. */
export function PageBody({ close, children }: { readonly close?: boolean; readonly children: ReactNode }) {
  return (
    <div className={css.body} data-close={close || undefined}>
      {children}
    </div>
  );
}

/** The same around one list that scrolls by itself, so that what stands over the list stays in sight. */
export function ListBody({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css.body} data-list>
      {children}
    </div>
  );
}

export interface ListHeadProps {
  readonly title: ReactNode;
  /** Between lists that belong together. */
  readonly children?: ReactNode;
  /** What can be made here. */
  readonly end?: ReactNode;
}

/** Over a list: what it lists, and the one filled button. */
export function ListHead({ title, children, end }: ListHeadProps) {
  return (
    <div className={css.head}>
      <ScreenHeading>{title}</ScreenHeading>
      {children}
      {end && <div className={css.end}>{end}</div>}
    </div>
  );
}

export interface ListFiltersProps {
  readonly children: ReactNode;
  readonly count: string;
  /** What is done with what is shown. */
  readonly end?: ReactNode;
}

/** Chips that narrow a list, and how many are shown, said aloud when it changes. */
export function ListFilters({ children, count, end }: ListFiltersProps) {
  return (
    <div className={css.filters}>
      {children}
      <span className={css.count} aria-live="polite">
        {count}
      </span>
      {end}
    </div>
  );
}

/** Short facts in the second line of a row. */
export function RowFacts({ children }: { readonly children: ReactNode }) {
  return <span className={css.facts}>{children}</span>;
}

/** A text to read, as somebody wrote it. */
export function Prose({ text, lang }: { readonly text: string; readonly lang?: string | undefined }) {
  return (
    <p className={css.prose} {...contentLanguage(lang)}>
      <PlainText text={text} lang={lang} />
    </p>
  );
}

/** Names beside each other. */
export function TagList({ items }: { readonly items: readonly string[] }) {
  return <Tags items={items} render={(item) => <bdi>{item}</bdi>} />;
}

interface TagsProps {
  readonly items: readonly string[];
  render(item: string): ReactNode;
}

/** The same for what is shown in another way than it is kept. */
export function Tags({ items, render }: TagsProps) {
  return (
    <ul className={css.tags}>
      {items.map((item) => (
        <li key={item}>
          <Tag>{render(item)}</Tag>
        </li>
      ))}
    </ul>
  );
}
