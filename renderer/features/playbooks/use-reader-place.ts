import { useNavigate, useSearch } from '@tanstack/react-router';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** The address says so when nobody's layer is to be shown. */
export const coreOnly = 'core';

/** Which languages the reader shows, kept in the address; without a choice, the language of the interface. */
export interface ReaderPlace {
  readonly lang: string;
  /** The language that somebody chose; null while it is that of the interface. */
  readonly chosenLang: string | null;
  /** The second language when two stand side by side. */
  readonly beside: string | null;
  /** A step to go to when the screen opens. */
  readonly step: string | null;
  /** Whose layer is shown over the core; without a choice, that of the reader's own centre. */
  readonly layer: string | null;
  setLayer(layer: string): void;
  /** `draft`, or the id of a release; null: what is in force. */
  readonly edition: string | null;
  setEdition(edition: string | null): void;
  setLang(lang: string): void;
  setBeside(lang: string | null): void;
}

export function useReaderPlace(): ReaderPlace {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const { language } = useLocale();
  const text = (key: string) => (typeof search[key] === 'string' ? (search[key] as string) : null);
  const change = (next: Readonly<Record<string, string | undefined>>) => {
    const merged = Object.entries({ ...search, step: undefined, ...next }).filter(([, value]) => value !== undefined);
    void navigate({ to: '.', search: Object.fromEntries(merged) as never, replace: true, resetScroll: false });
  };
  return {
    lang: text('lang') ?? language,
    chosenLang: text('lang'),
    beside: text('beside'),
    step: text('step'),
    layer: text('layer'),
    setLayer: (layer) => change({ layer }),
    edition: text('edition'),
    setEdition: (edition) => change({ edition: edition ?? undefined }),
    setLang: (lang) => change({ lang }),
    setBeside: (lang) => change({ beside: lang ?? undefined }),
  };
}
