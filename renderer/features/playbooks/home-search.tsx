import { IconHistory, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonalMemory } from '../../data/personal-memory.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { iconStroke } from '../../ui/icon.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { SearchInput } from '../../ui/search-box.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import css from './home-search.module.css';
import { useHomePlaybooksById } from './use-home-playbooks.ts';

/** Opened lately, shown under the box. */
const recentLimit = 4;

/** The big box: what is typed goes to the library's search, or to the search of everything. `/` goes to it from anywhere on the screen. */
export function HomeSearch() {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const go = (path: '/playbooks' | '/search') => {
    const q = query.trim();
    void navigate({ to: path, search: (q === '' ? {} : { q }) as never });
  };
  return (
    <search className={css.search}>
      <form
        aria-label={t('home.search.label')}
        className={css.box}
        onSubmit={(event) => {
          event.preventDefault();
          go('/playbooks');
        }}
      >
        <IconSearch size={22} stroke={iconStroke} aria-hidden="true" />
        <SearchInput
          label={t('home.search.label')}
          hint={t('home.search.hint')}
          className={css.input}
          aria-keyshortcuts="/"
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            const isEverything = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
            if (!isEverything || event.nativeEvent.isComposing) return;
            event.preventDefault();
            go('/search');
          }}
        />
        {query === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <>
            <button type="submit" className={css.go}>
              {t('home.search.go')} <Kbd>↵</Kbd>
            </button>
            <button
              type="button"
              className={css.everything}
              aria-keyshortcuts="Control+Enter Meta+Enter"
              onClick={() => go('/search')}
            >
              {t('home.search.everything')} <Kbd>Ctrl ↵</Kbd>
            </button>
          </>
        )}
      </form>
      <Recent />
    </search>
  );
}

/** What was opened lately, one press away. */
function Recent() {
  const { t } = useTranslation('playbooks');
  const playbooks = useHomePlaybooksById();
  const { opened } = usePersonalMemory();
  const recent = Object.keys(opened)
    .flatMap((id) => playbooks?.get(id) ?? [])
    .slice(0, recentLimit);
  if (recent.length === 0) return null;
  return (
    <nav className={css.recent} aria-label={t('home.search.recent')}>
      <span className={css.label}>
        <IconHistory size={16} stroke={iconStroke} aria-hidden="true" />
        {t('home.search.recent')}
      </span>
      {recent.map((playbook) => (
        <Link
          key={playbook.id}
          to="/playbooks/$playbookId"
          params={{ playbookId: playbook.id } as never}
          className={css.link ?? ''}
        >
          <bdi {...contentLanguage(playbook.title?.lang)}>{playbook.title?.text ?? playbook.reference}</bdi>
          {playbook.marking === 'TLP:RED' && <TlpChip level={playbook.marking} />}
        </Link>
      ))}
    </nav>
  );
}
