import { IconGavel, IconGitBranch, IconKey, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from '../../../shared/domain/localised.ts';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Blade } from '../../ui/blade.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { StepFacts } from '../../ui/trail.tsx';
import { Grounds } from './layer/local-marks.tsx';
import { RunLocal } from './layer/run-local.tsx';
import type { Line, SaidLine } from './lines.ts';
import css from './run.module.css';
import { StepMark } from './run-side.tsx';
import { commandsOf } from './steps-model.ts';
import type { OpenRun } from './use-run.ts';

interface NowTitleProps {
  readonly line: Line;
  readonly state: StepProgress['state'];
  readonly name: ShownText | null;
}

/** Its number and its name, and whose it is. */
export function NowTitle({ line, state, name }: NowTitleProps) {
  const { t } = useTranslation('playbooks');
  return (
    <div className={css.nowTitle}>
      <Blade tone={state === 'open' ? 'now' : state === 'skipped' ? 'due' : 'done'} height={36} width={50}>
        <StepMark state={state} mark={line.mark} />
      </Blade>
      <h2>{name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}</h2>
      {line.origin === 'local' && (
        <Tag tone="local" icon={IconGitBranch}>
          {t('layer.addedBy', { centre: line.centre })}
        </Tag>
      )}
    </div>
  );
}

interface NowLocalProps {
  readonly open: OpenRun;
  readonly line: Line;
}

/** What a centre laid over the step, or why it added it. */
export function NowLocal({ open, line }: NowLocalProps) {
  const { language } = useLocale();
  if (line.origin === 'local')
    return <Grounds piece={{ ...line.step.piece, legalReference: {} }} reading={{ lang: language }} />;
  if (line.local === null) return null;
  const reading = { lang: language, original: open.playbook?.playbook.language, centre: open.layer ?? '' };
  return <RunLocal step={line.local} reading={reading} />;
}

interface NowTextsProps {
  readonly line: Line;
  readonly said: SaidLine;
}

/** What to do, in large letters, and what to beware of. A text that is the centre's stands below, with its grounds. */
export function NowTexts({ line, said: { description: text, caution } }: NowTextsProps) {
  const isShown = line.origin === 'local' || text?.isLocal === false;
  return (
    <>
      {text && isShown && (
        <p className={css.nowText} lang={text.lang}>
          <PlainText text={text.text} lang={text.lang} />
        </p>
      )}
      {line.origin === 'core' &&
        commandsOf(line.step).map((command, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: commands have no identity but their place
          <p key={place} className={css.nowText}>
            {command.manual ? <PlainText text={command.text} /> : <code dir="ltr">{command.text}</code>}
          </p>
        ))}
      {caution && (
        <Banner tone="due" field>
          <PlainText text={caution.text} lang={caution.lang} />
        </Banner>
      )}
    </>
  );
}

/** Who does it, on whose authority, by what law. */
export function NowFacts({ said: { who, authority, legalBasis } }: { readonly said: SaidLine }) {
  const { t } = useTranslation('playbooks');
  const rows = [
    [IconUser, t('reader.who'), who],
    [IconKey, t('reader.authority'), authority],
    [IconGavel, t('reader.legalBasis'), legalBasis],
  ] as const;
  const facts = rows.flatMap(([icon, term, value]) =>
    value === null ? [] : [{ icon, term, value: <PlainText text={value.text} lang={value.lang} />, lang: value.lang }],
  );
  return <StepFacts facts={facts} />;
}
