import { IconListCheck } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { run } from '../../../shared/domain/run.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { EditionNotice } from './edition-notice.tsx';
import css from './run.module.css';
import { mayRun, type TextToRead } from './text-to-read.ts';
import { usePlaybook } from './use-playbook.ts';
import { useTextToRead } from './use-text-to-read.ts';

/** Before a run: where it takes place, and what is promised. */
export function RunStart() {
  const { playbookId } = useParams({ strict: false }) as { playbookId: string };
  const text = useTextToRead(playbookId, usePlaybook(playbookId), { edition: 'in-force', layer: null });
  return text && <StartForm text={text} />;
}

function StartForm({ text }: { readonly text: TextToRead }) {
  const { playbook } = text.open;
  const { name, centre } = useProfile();
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { apply, saving } = useApply();
  const [place, setPlace] = useState('');
  const fieldId = useId();
  const title = pickText(playbook.title, language, playbook.language);
  const path = `/playbooks/${playbook.id}`;
  useScreenTitle(t('run.start.title'), title?.text);
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (!mayRun(text)) return;
    const id = uuidv7(pageClock, pageRandom);
    const values = {
      playbook: playbook.id,
      playbookTitle: title?.text ?? t('library.untitled'),
      releaseNumber: playbook.releaseNumber,
      release: text.release?.id,
      place: place.trim() === '' ? undefined : place.trim(),
      startedAt: pageClock.now(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language,
      leader: name,
      layer: centre,
    };
    const saved = await apply(createRecord(run, { scope: playbook.scope, id }, values));
    if (saved.ok) void navigate({ to: '/runs/$runId', params: { runId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/playbooks' },
          { label: title?.text ?? t('library.untitled'), lang: title?.lang, path },
          { label: t('run.start.title') },
        ]}
      />
      <form className={css.start} onSubmit={(event) => void begin(event)}>
        <div className={css.startTitle}>
          <ScreenHeading size="field" lang={title?.lang}>
            <PlainText text={title?.text ?? t('library.untitled')} lang={title?.lang} />
          </ScreenHeading>
          {playbook.marking && <TlpChip level={playbook.marking} />}
        </div>
        <EditionNotice text={text} playbook={playbook.id} field />
        <label htmlFor={fieldId} className={css.startLabel}>
          {t('run.start.place')}
        </label>
        <input
          id={fieldId}
          className={css.startInput}
          dir="auto"
          maxLength={500}
          // biome-ignore lint/a11y/noAutofocus: the only field of a screen that was asked for
          autoFocus
          placeholder={t('run.start.placeHint')}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <p className={css.startHint}>{t('run.start.kept')}</p>
        <div className={css.startButtons}>
          {mayRun(text) && (
            <ActionButton kind="primary" size="field" type="submit" icon={IconListCheck} mirrorIcon disabled={saving}>
              {t('run.start.begin')}
            </ActionButton>
          )}
          <ActionButton size="field" onClick={() => void navigate({ to: path })}>
            {t('run.start.cancel')}
          </ActionButton>
        </div>
      </form>
    </>
  );
}
