import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InjectStanding } from '../../../../shared/domain/conduct/conduct-standing.ts';
import type { Inject } from '../../../../shared/domain/conduct/inject.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { RowFacts } from '../../../ui/page-body.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { injectKindWord, injectStateWord, injectTones, methodWord } from '../exercise-words.ts';
import css from '../exercises.module.css';
import { minuteText } from './times.ts';

interface InjectRowProps {
  readonly inject: Inject;
  readonly standing: InjectStanding;
  readonly mayOpen: boolean;
}

/** One inject in the list of its exercise. */
export function InjectRow({ inject, standing, mayOpen }: InjectRowProps) {
  const { t } = useTranslation('exercises');
  const { language, format } = useLocale();
  const navigate = useNavigate();
  const title = pickText(inject.title, language, inject.language);
  const { number = '', from, to, method, wallMinute, scenarioMinute, kind = 'inject' } = inject;
  const open = () => void navigate({ to: `/exercises/${inject.exercise}/injects/${inject.id}` as never });
  return (
    <ListRow
      lead={
        <>
          <bdi className={css.number}>{number}</bdi>
          <span className={css.wall}>{wallMinute !== undefined && minuteText(t, format, wallMinute)}</span>
        </>
      }
      title={title === null ? t('inject.untitled') : <PlainText text={title.text} lang={title.lang} />}
      sub={
        <RowFacts>
          {scenarioMinute !== undefined && (
            <span>{t('time.scenario', { time: minuteText(t, format, scenarioMinute) })}</span>
          )}
          {from !== undefined && <span>{t('inject.fromPerson', { name: from })}</span>}
          {to !== undefined && <span>{t('inject.toPerson', { name: to })}</span>}
          {method !== undefined && <span>{methodWord(t, method)}</span>}
        </RowFacts>
      }
      end={
        <>
          {kind !== 'inject' && <Tag>{injectKindWord(t, kind)}</Tag>}
          {standing.state !== 'planned' && (
            <Tag tone={injectTones[standing.state]}>{injectStateWord(t, standing.state)}</Tag>
          )}
        </>
      }
      onOpen={mayOpen ? open : undefined}
    />
  );
}
