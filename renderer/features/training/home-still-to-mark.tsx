import { IconChecklist } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { iconStroke } from '../../ui/icon.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './home-today.module.css';
import { useStillToMark } from './use-todays-sessions.ts';

const shown = 5;

/** Half days that are over and that nobody marked. */
export function HomeStillToMark() {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  const open = useStillToMark();
  if (open === undefined) return null;
  return (
    <section aria-labelledby="home-mark">
      <SectionHead id="home-mark" title={t('home.toMark')} count={open.length} />
      <Panel>
        {open.length === 0 && <PanelNote>{t('home.allMarked')}</PanelNote>}
        {open.slice(0, shown).map(({ entry, title, slot, enrolled }) => (
          <ListRow
            key={`${entry.id} ${slot.day} ${slot.part}`}
            field
            lead={<IconChecklist size={18} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />}
            title={title?.text ?? t('course.untitled')}
            lang={title?.lang}
            sub={
              <span className={css.facts}>
                <span>{dayText(format, slot.day, 'short')}</span>
                <span>{t(`part.${slot.part}`)}</span>
                <span>{t('home.people', { count: enrolled })}</span>
              </span>
            }
            onOpen={() =>
              void navigate({
                to: `/training/sessions/${entry.id}/attendance`,
                search: { day: slot.day, part: slot.part } as never,
              })
            }
          />
        ))}
      </Panel>
    </section>
  );
}
