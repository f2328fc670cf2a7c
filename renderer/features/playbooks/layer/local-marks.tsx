import { IconGitBranch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AdaptableField, adaptableFields } from '../../../../shared/domain/adaptation/adaptable.ts';
import type { Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { EffectiveCoreStep, EffectiveText } from '../../../../shared/domain/adaptation/effective.ts';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { type Localised, pickText, type ShownText } from '../../../../shared/domain/localised.ts';
import { Banner } from '../../../ui/banner.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { LocalLayer } from '../../../ui/trail.tsx';
import { WordDiff } from '../../../ui/word-diff.tsx';
import css from './layer.module.css';
import { fieldWord, kindWord, reasonSentence } from './layer-words.ts';

/** In which language somebody reads. */
export interface Reading {
  readonly lang: string;
  readonly original: string | undefined;
  /** Whose layer it is. */
  readonly centre: string;
}

/** One text of a step as it is read, and the piece that it comes from when it is the centre's. */
export function shownText(
  text: EffectiveText,
  { lang, original }: Reading,
): (ShownText & { piece: Piece | null }) | null {
  const shown = pickText(text.texts, lang, original);
  return shown === null ? null : { ...shown, piece: text.replaced[shown.lang] ?? null };
}

/** Behind a text that is the centre's own, in words: whose it is. */
export function LocalMark({ centre }: { readonly centre: string }) {
  const { t, i18n } = useTranslation('playbooks');
  return (
    // It stands among texts of any language, and is of the screen's.
    <span className={css.mark} {...contentLanguage(i18n.language)}>
      <Tag tone="local" icon={IconGitBranch}>
        {t('layer.textOf', { centre })}
      </Tag>
    </span>
  );
}

/** The text of a step that the centre replaced: theirs, why, and the core's one press away. */
export function ReplacedText({ step, reading }: { readonly step: EffectiveCoreStep; readonly reading: Reading }) {
  const { t } = useTranslation('playbooks');
  const text = step.texts.description;
  const shown = shownText(text, reading);
  if (shown?.piece == null) return null;
  const core = pickText(step.core.texts.description, shown.lang, reading.original);
  return (
    <LocalLayer title={t('layer.insteadOfCore', { centre: reading.centre })}>
      <Said text={shown} isLarge />
      <Grounds piece={shown.piece} reading={reading} />
      {core && (
        <details className={css.coreText}>
          <summary>{t('layer.coreText')}</summary>
          {core.lang === shown.lang ? (
            <WordDiff before={core.text} after={shown.text} lang={shown.lang} tone="theirs" />
          ) : (
            <Said text={core} />
          )}
        </details>
      )}
    </LocalLayer>
  );
}

/** What the centre said to a step beside its texts: replacements in other languages than the one that is read, notes, what waits. */
export function LocalParts({ step, reading }: { readonly step: EffectiveCoreStep; readonly reading: Reading }) {
  const { t } = useTranslation('playbooks');
  const { centre } = reading;
  return (
    <>
      {adaptableFields.map((field) => (
        <OtherLanguages key={field} field={field} text={step.texts[field]} reading={reading} />
      ))}
      {step.notes.map((piece) => (
        <LocalLayer key={piece.id} title={t('layer.noteBy', { centre })}>
          <Said text={pickText(piece.description, reading.lang, piece.language ?? undefined)} />
          <Grounds piece={piece} reading={reading} />
        </LocalLayer>
      ))}
      {step.waiting.map((decision) => (
        <Waiting key={decision.piece.id} decision={decision} reading={reading} />
      ))}
    </>
  );
}

function OtherLanguages(props: {
  readonly field: AdaptableField;
  readonly text: EffectiveText;
  readonly reading: Reading;
}) {
  const { t } = useTranslation('playbooks');
  const { field, text, reading } = props;
  const [piece] = Object.values(text.replaced);
  if (piece === undefined || shownText(text, reading)?.piece != null) return null;
  const { centre } = reading;
  return (
    <LocalLayer title={t('layer.otherLanguage', { centre, field: fieldWord(t, field) })}>
      <Said text={pickText(piece.description, reading.lang, piece.language ?? undefined)} />
      <Grounds piece={piece} reading={reading} />
    </LocalLayer>
  );
}

/** A piece that is no part of the text: what the centre had, and why it does not count. */
export function Waiting({ decision, reading }: { readonly decision: Decision; readonly reading: Reading }) {
  const { t } = useTranslation('playbooks');
  const { piece } = decision;
  return (
    <Banner
      tone="due"
      title={t('layer.waits', { what: kindWord(t, piece), centre: reading.centre })}
      action={<Link to={`/adaptations/${piece.adaptation}?piece=${piece.id}`}>{t('layer.decide')}</Link>}
    >
      {reasonSentence(t, decision)}
      <details className={css.coreText}>
        <summary>{t('layer.oursIs')}</summary>
        <Said text={pickText(piece.description, reading.lang, piece.language ?? undefined)} />
      </details>
    </Banner>
  );
}

/** Why the centre needs it, and by which law. */
export function Grounds({ piece, reading }: { readonly piece: Piece; readonly reading: Pick<Reading, 'lang'> }) {
  const { t } = useTranslation('playbooks');
  const ground = (label: string, texts: Localised) => {
    const said = pickText(texts, reading.lang, piece.language ?? undefined);
    return (
      said && (
        <p className={css.ground}>
          <b>{label}</b> <bdi {...contentLanguage(said.lang)}>{said.text}</bdi>
        </p>
      )
    );
  };
  return (
    <>
      {ground(t('layer.reasonLabel'), piece.reason)}
      {ground(t('layer.lawLabel'), piece.legalReference)}
    </>
  );
}

function Said({ text, isLarge = false }: { readonly text: ShownText | null; readonly isLarge?: boolean }) {
  if (text === null) return null;
  return (
    <div className={isLarge ? css.large : undefined} {...contentLanguage(text.lang)}>
      <PlainText text={text.text} lang={text.lang} />
    </div>
  );
}
