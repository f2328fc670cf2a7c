import { contentLanguage } from './content-language.ts';
import css from './marked-text.module.css';

export interface MarkedTextProps {
  readonly text: string;
  readonly lang?: string | undefined;
  /** Stretches as [start, end) in UTF-16 units, in order, not overlapping. */
  readonly matches: readonly (readonly [number, number])[];
}

/** A text with the found words marked, isolated from the direction around it. */
export function MarkedText({ text, lang, matches }: MarkedTextProps) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [start, end] of matches) {
    if (start < at || end <= start || end > text.length) continue;
    const found = (
      <mark key={start} className={css.mark}>
        {text.slice(start, end)}
      </mark>
    );
    parts.push(text.slice(at, start), found);
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi {...contentLanguage(lang)}>{parts}</bdi>;
}
