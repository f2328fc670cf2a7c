import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainName } from '../../../shared/domain/names/name-key.ts';
import { plainDigits } from '../../../shared/domain/plain-digits.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { Kbd } from '../../ui/kbd.tsx';
import ahead from '../../ui/type-ahead.module.css';
import { useSlashKey } from '../../ui/use-slash-key.ts';
import css from './attendance.module.css';
import { PersonName, VisibleName } from './person-name.tsx';
import { usePersons } from './use-persons.ts';
import type { OpenSession } from './use-session.ts';

interface WalkInBoxProps {
  readonly open: OpenSession;
  /** Somebody on the roster was chosen. */
  onFound(person: string): void;
  onWalkIn(who: { readonly id: string } | { readonly name: string }): Promise<void>;
}

type Option =
  | { readonly kind: 'roster'; readonly person: PersonRow }
  | { readonly kind: 'known'; readonly person: PersonRow }
  | { readonly kind: 'new'; readonly name: string };

const shownLimit = 7;

/** Type a name, or the number of a row: people on the roster come first, then everybody known, then somebody new. Enter takes the first. */
export function WalkInBox({ open, onFound, onWalkIn }: WalkInBoxProps) {
  const { t } = useTranslation('training');
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const query = useDeferredValue(typed);
  // The roster is here at once; the whole directory is read when somebody begins to look for a person.
  const [looks, setLooks] = useState(false);
  const known = usePersons(looks);
  const options = useMemo(() => optionsFor(open.roster, known, query), [open.roster, known, query]);
  useSlashKey(input);
  const isOpen = typed.trim() !== '' && options.length > 0;
  const close = () => {
    setTyped('');
    setPlace(0);
  };
  const take = (option: Option | undefined) => {
    if (option === undefined) return;
    close();
    if (option.kind === 'roster') onFound(option.person.id);
    else if (option.kind === 'known') void onWalkIn({ id: option.person.id });
    else void onWalkIn({ name: option.name });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setPlace(Math.min(place + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(place - 1, 0));
    // the list may be a key behind what is typed; then the words count, not the rows
    else if (event.key === 'Enter') take(optionsFor(open.roster, known, typed)[place]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={`${css.search} ${css.walkIn}`}>
      <IconSearch size={19} stroke={1.7} aria-hidden="true" />
      <input
        ref={input}
        role="combobox"
        aria-label={t('walkIn.label')}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${place}` : undefined}
        aria-autocomplete="list"
        aria-keyshortcuts="/"
        autoComplete="off"
        dir="auto"
        maxLength={500}
        placeholder={t('walkIn.hint')}
        value={typed}
        onFocus={() => setLooks(true)}
        onChange={(event) => {
          setLooks(true);
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Kbd>/</Kbd>
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label={t('walkIn.label')} className={css.options}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the active descendant of the combobox
            <div
              key={option.kind === 'new' ? 'new' : option.person.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === place}
              className={ahead.option}
              onClick={() => take(option)}
            >
              <OptionWords option={option} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function OptionWords({ option }: { readonly option: Option }) {
  const { t } = useTranslation('training');
  if (option.kind === 'new') {
    return (
      <>
        <IconUserPlus size={17} stroke={1.7} className="wp-mirror" aria-hidden="true" />
        <span>{t('walkIn.new', { name: option.name })}</span>
      </>
    );
  }
  return (
    <>
      <PersonName person={option.person} />
      {option.person.organisation !== '' && (
        <span className={css.sub}>
          <VisibleName name={option.person.organisation} />
        </span>
      )}
      <span className={css.optionEnd}>{option.kind === 'roster' ? t('walkIn.onRoster') : t('walkIn.known')}</span>
    </>
  );
}

type Known = ReadonlyMap<string, PersonRow> | undefined;

/** Nobody is offered as new before everybody known was looked at: that would make one person twice. */
function optionsFor(roster: OpenSession['roster'], known: Known, typed: string): Option[] {
  const wanted = plainName(typed);
  if (wanted === '') return [];
  const numbered = rowOfNumber(roster, typed);
  const matches = ({ name, transliteration }: PersonRow) =>
    ` ${plainName(`${transliteration} ${name}`)}`.includes(` ${wanted}`);
  const options: Option[] = numbered === undefined ? [] : [{ kind: 'roster', person: numbered.person }];
  for (const { person } of roster) {
    if (person.id !== numbered?.person.id && matches(person)) options.push({ kind: 'roster', person });
  }
  if (known === undefined) return options.slice(0, shownLimit);
  const here = new Set(roster.map(({ person }) => person.id));
  for (const person of known.values()) {
    if (options.length >= shownLimit) break;
    if (person.sameAs === null && !here.has(person.id) && matches(person)) options.push({ kind: 'known', person });
  }
  return [...options.slice(0, shownLimit), { kind: 'new', name: typed.trim() }];
}

/** The row whose number this is: two keys lead to somebody whom the eye has found already. */
function rowOfNumber(roster: OpenSession['roster'], typed: string) {
  const digits = plainDigits(typed.trim());
  return /^[1-9]\d{0,3}$/.test(digits) ? roster[Number(digits) - 1] : undefined;
}
