import { IconBook2, IconListCheck, IconPin, IconPinFilled } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type PersonalMemoryApi, usePersonalMemory } from '../../data/personal-memory.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeadLink } from '../../ui/head-link.tsx';
import { iconStroke } from '../../ui/icon.ts';
import square from '../../ui/icon-button.module.css';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { type HomePlaybook, toBeginWith } from './home-model.ts';
import css from './home-parts.module.css';
import { useHomePlaybooks, useHomePlaybooksById } from './use-home-playbooks.ts';

const rowLimit = 6;

/** Pinned on this device, then opened lately; before there are any, the most urgent playbooks. */
export function HomePinned() {
  const playbooks = useHomePlaybooks();
  if (playbooks === undefined) return null;
  return playbooks.length === 0 ? <NoPlaybooks /> : <PinnedLists playbooks={playbooks} />;
}

function NoPlaybooks() {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  return (
    <EmptyState
      ofRecords
      icon={IconBook2}
      title={t('home.empty.title')}
      action={{ label: t('home.empty.act'), onClick: () => void navigate({ to: '/playbooks' }) }}
    >
      {t('home.empty.why')}
    </EmptyState>
  );
}

function PinnedLists({ playbooks }: { readonly playbooks: readonly HomePlaybook[] }) {
  const { t } = useTranslation('playbooks');
  const memory = usePersonalMemory();
  const byId = useHomePlaybooksById() ?? new Map<string, HomePlaybook>();
  const pinned = memory.pins.flatMap((id) => byId.get(id) ?? []);
  const opened = Object.keys(memory.opened)
    .filter((id) => !memory.pins.includes(id))
    .flatMap((id) => byId.get(id) ?? [])
    .slice(0, Math.max(0, rowLimit - pinned.length));
  const isNew = pinned.length === 0 && opened.length === 0;
  const all = <HeadLink to="/playbooks">{t('home.pinned.all', { count: playbooks.length })}</HeadLink>;
  if (isNew) {
    return (
      <section aria-labelledby="home-start">
        <SectionHead id="home-start" title={t('home.pinned.start')} meta={t('home.pinned.startHint')}>
          {all}
        </SectionHead>
        <Rows playbooks={toBeginWith(playbooks, rowLimit)} memory={memory} />
      </section>
    );
  }
  return (
    <>
      {pinned.length > 0 && (
        <section aria-labelledby="home-pinned">
          <SectionHead id="home-pinned" title={t('home.pinned.title')} count={pinned.length}>
            {all}
          </SectionHead>
          <Rows playbooks={pinned} memory={memory} />
        </section>
      )}
      {opened.length > 0 && (
        <section aria-labelledby="home-opened">
          <SectionHead id="home-opened" title={t('home.pinned.opened')}>
            {pinned.length === 0 && all}
          </SectionHead>
          <Rows playbooks={opened} memory={memory} />
        </section>
      )}
    </>
  );
}

interface RowsProps {
  readonly playbooks: readonly HomePlaybook[];
  readonly memory: PersonalMemoryApi;
}

function Rows({ playbooks, memory }: RowsProps) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  return (
    <Panel>
      {playbooks.map((playbook) => {
        const title = playbook.title?.text ?? t('library.untitled');
        const isPinned = memory.pins.includes(playbook.id);
        const PinIcon = isPinned ? IconPinFilled : IconPin;
        return (
          <ListRow
            key={playbook.id}
            reference={playbook.reference}
            title={title}
            lang={playbook.title?.lang}
            onOpen={() => void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id } as never })}
            end={
              <>
                <Review playbook={playbook} />
                {playbook.marking && <TlpChip level={playbook.marking} />}
                <button
                  type="button"
                  className={`${square.button} ${css.icon}`}
                  aria-pressed={isPinned}
                  aria-label={t('home.pinned.pin', { title })}
                  onClick={() => memory.togglePin(playbook.id)}
                >
                  <PinIcon size={18} stroke={iconStroke} aria-hidden="true" />
                </button>
                {!playbook.isWithdrawn && (
                  <Link
                    to="/playbooks/$playbookId/run"
                    params={{ playbookId: playbook.id } as never}
                    className={`${square.button} ${css.icon}`}
                    aria-label={t('home.pinned.run', { title })}
                  >
                    <IconListCheck size={18} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
                  </Link>
                )}
              </>
            }
          />
        );
      })}
    </Panel>
  );
}

function Review({ playbook }: { readonly playbook: HomePlaybook }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  if (playbook.reviewDate === null || playbook.reviewIn === null) return null;
  const date = dayText(format, playbook.reviewDate, 'medium');
  return playbook.reviewIn < 0 ? (
    <span className={css.late}>{t('home.review.past', { date })}</span>
  ) : (
    <span className={css.review}>{t('home.review.by', { date })}</span>
  );
}
