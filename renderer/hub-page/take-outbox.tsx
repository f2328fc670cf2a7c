import { IconUsb } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TakenOutbox } from '../../shared/coordinator/contract.ts';
import { outboxOnPage } from '../../shared/coordinator/failure.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { Banner } from '../ui/banner.tsx';
import { CheckWords } from '../ui/check-words.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import css from './enrol-screen.module.css';
import { CallFailed, handFile } from './hub-api.ts';
import { PickFile } from './pick-file.tsx';
import { networkKey } from './queries.ts';
import body from './screen-body.module.css';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

/** Takes the sealed file of a wiped laptop, and says what came of it ([WP8]). */
export function TakeOutbox() {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const client = useQueryClient();
  const take = useMutation({
    async mutationFn(file: File) {
      if (file.size > outboxOnPage) throw new CallFailed({ kind: 'outbox-too-large' });
      return handFile<TakenOutbox>('/outbox/take', file);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: networkKey }),
  });
  return (
    <section className={body.section} aria-labelledby="take-outbox">
      <SectionHead id="take-outbox" icon={IconUsb} title={t('outbox.title')} />
      <Panel className={css.form}>
        <p>
          {t('outbox.lead')} {t('outbox.limit', { size: format.bytes(outboxOnPage) })}
        </p>
        <div>
          <PickFile label={t('outbox.pick')} disabled={take.isPending} onPick={(file) => take.mutate(file)} />
        </div>
        <FailureBanner error={take.error} />
        {take.data !== undefined && <Taken taken={take.data} />}
      </Panel>
    </section>
  );
}

function Taken({ taken }: { readonly taken: TakenOutbox }) {
  const { t } = useTranslation('coordinator');
  const title = taken.device === null ? t('outbox.takenUnnamed') : t('outbox.taken', { name: taken.device });
  return (
    <>
      <Banner tone="ok" isNews title={title}>
        {wordsOf(t, taken).join(' ')}
      </Banner>
      {taken.filesLeft > 0 && <Banner tone="due">{t('outbox.filesLeft')}</Banner>}
      <p>{t('outbox.words')}</p>
      <CheckWords words={taken.words} label={t('outbox.wordsLabel')} />
      {!taken.isRevoked && <Banner tone="due">{t('outbox.notRevoked')}</Banner>}
    </>
  );
}

/** What became of each operation, as far as there were any. */
function wordsOf(t: TFunction<'coordinator'>, taken: TakenOutbox): string[] {
  const { accepted, held, refused, waiting, known } = taken;
  const fresh = accepted + held + refused + waiting;
  return [
    accepted > 0 ? t('outbox.accepted', { count: accepted }) : '',
    held > 0 ? t('outbox.held', { count: held }) : '',
    refused > 0 ? t('outbox.refused', { count: refused }) : '',
    waiting > 0 ? t('outbox.waiting', { count: waiting }) : '',
    known > 0 ? (fresh === 0 ? t('outbox.allKnown') : t('outbox.known', { count: known })) : '',
  ].filter((words) => words !== '');
}
