import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './reader.module.css';
import type { TextToRead } from './text-to-read.ts';

interface EditionNoticeProps {
  readonly text: Pick<TextToRead, 'standing' | 'release' | 'isTextWrong'>;
  readonly playbook: string;
  /** Field screens. */
  readonly field?: boolean;
}

/** Over the text: that it was withdrawn, that it is not the one in force, that another one is coming. */
export function EditionNotice({ text, playbook, field = false }: EditionNoticeProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const { standing, release, isTextWrong } = text;
  const { current, coming, withdrawn } = standing;
  const isOther = current !== null && release?.id !== current.id;
  return (
    <>
      {withdrawn !== null && <Withdrawn withdrawn={withdrawn} playbook={playbook} field={field} />}
      {isTextWrong && <Banner tone="bad" title={t('release.wrongText')} isNews field={field} />}
      {isOther && !isTextWrong && (
        <Banner tone="due" action={<ReadCurrent playbook={playbook} number={current.edition.number} />}>
          {release === null
            ? t('release.isDraft')
            : t('release.isOther', { number: release.edition.number, current: current.edition.number })}
        </Banner>
      )}
      {coming !== null && (
        <Banner tone="info">
          {t('release.coming', {
            number: coming.edition.number,
            date: dayText(format, coming.edition.validFrom, 'medium'),
          })}
        </Banner>
      )}
    </>
  );
}

/** What nobody may overlook who opens a playbook whose release was taken back. */
function Withdrawn({
  withdrawn: { edition, withdrawn },
  playbook,
  field,
}: Pick<EditionNoticeProps, 'playbook' | 'field'> & {
  readonly withdrawn: NonNullable<TextToRead['standing']['withdrawn']>;
}) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const navigate = useNavigate();
  if (withdrawn === null) return null;
  const { by, at, reason, language } = withdrawn;
  return (
    <div className={css.withdrawn}>
      <Banner
        tone="bad"
        isNews
        field={field ?? false}
        title={t('release.withdrawn', { number: edition.number })}
        action={
          <ActionButton onClick={() => void navigate({ to: `/playbooks/${playbook}/releases` as never })}>
            {t('release.all')}
          </ActionButton>
        }
      >
        <span {...contentLanguage(language)}>{reason}</span>{' '}
        <bdi>{t('release.withdrawnBy', { name: by.name, centre: by.centre, date: format.date(at) })}</bdi>
      </Banner>
    </div>
  );
}

function ReadCurrent({ playbook, number }: { readonly playbook: string; readonly number: string }) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  return (
    <ActionButton
      onClick={() =>
        void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook } as never, search: {} as never })
      }
    >
      {t('release.readCurrent', { number })}
    </ActionButton>
  );
}
