import { Popover } from '@mantine/core';
import { Fragment, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExplainedPlace, explainedPlaces } from '../../../shared/domain/terms/explained-places.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './explained-text.module.css';

export interface ExplainedTextProps {
  readonly text: string;
  readonly lang: string;
}

/** A text of the doctrine whose terms and acronyms say, under the pointer and with the focus, what they mean. */
export function ExplainedText({ text, lang }: ExplainedTextProps) {
  const places = useMemo(() => explainedPlaces(text, lang), [text, lang]);
  if (places.length === 0) return <PlainText text={text} lang={lang} />;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const place of places) {
    parts.push(
      <Fragment key={at}>{text.slice(at, place.start)}</Fragment>,
      <ExplainedTerm key={place.key} place={place} lang={lang} words={text.slice(place.start, place.end)} />,
    );
    at = place.end;
  }
  parts.push(<Fragment key={at}>{text.slice(at)}</Fragment>);
  return (
    <PlainText text={text} lang={lang}>
      {parts}
    </PlainText>
  );
}

/** Time to move the pointer from the word to what is said of it, in milliseconds. */
const patience = 200;

interface ExplainedTermProps {
  readonly place: ExplainedPlace;
  readonly lang: string;
  readonly words: string;
}

function ExplainedTerm({ place, lang, words }: ExplainedTermProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const id = useId();
  const { isOpen, open, close, closeSoon } = useOpening();
  const { term, explanation } = place;
  const name = term?.[language] ?? explanation.full?.[language] ?? words;
  const isForeign = term !== null && lang.split('-')[0] !== language;
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-start"
      shadow="md"
      width={300}
      withinPortal
      withRoles={false}
    >
      <Popover.Target>
        <dfn
          className={css.term}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer reaches the explanation by the focus
          tabIndex={0}
          aria-describedby={isOpen ? id : undefined}
          onFocus={open}
          onBlur={close}
          onMouseEnter={open}
          onMouseLeave={closeSoon}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !isOpen) return;
            event.stopPropagation();
            close();
          }}
        >
          {words}
        </dfn>
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip" lang={language} onMouseEnter={open} onMouseLeave={closeSoon}>
        <b className={css.name}>
          <bdi>{name}</bdi>
        </b>
        <p className={css.means}>{explanation.means[language]}</p>
        {isForeign && (
          <p className={css.here}>
            {t('reader.termIn', { term: term[(lang.split('-')[0] ?? 'en') as keyof typeof term] ?? words })}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Open while the pointer or the focus is on it, and a moment longer. */
function useOpening() {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (next: boolean) => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  return {
    isOpen,
    open: () => set(true),
    close: () => set(false),
    closeSoon: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setOpen(false), patience);
    },
  };
}
