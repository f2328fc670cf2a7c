import { IconGavel, IconGitBranch, IconKey, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EffectiveLocalStep } from '../../../../shared/domain/adaptation/effective.ts';
import { type Localised, pickText } from '../../../../shared/domain/localised.ts';
import { Banner } from '../../../ui/banner.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { StepCard, type StepFact } from '../../../ui/trail.tsx';
import { Grounds, type Reading } from './local-marks.tsx';

/** A step that the centre added: marked in words, by its blade and by its number, which hangs on the core's. */
export function LocalStep({
  step: { piece },
  mark,
  reading,
}: {
  readonly step: EffectiveLocalStep;
  readonly mark: string;
  readonly reading: Reading;
}) {
  const { t } = useTranslation('playbooks');
  const pick = (texts: Localised) => pickText(texts, reading.lang, piece.language ?? undefined);
  const [name, text, caution] = [pick(piece.name), pick(piece.description), pick(piece.caution)];
  const fact = (icon: StepFact['icon'], term: string, texts: Localised): StepFact[] => {
    const said = pick(texts);
    return said === null
      ? []
      : [{ icon, term, value: <PlainText text={said.text} lang={said.lang} />, lang: said.lang }];
  };
  return (
    <StepCard
      mark={mark}
      tone="local"
      title={<PlainText text={name?.text ?? t('reader.unnamed')} lang={name?.lang} />}
      aside={
        <Tag tone="local" icon={IconGitBranch}>
          {t('layer.addedBy', { centre: reading.centre })}
        </Tag>
      }
      text={text && <PlainText text={text.text} lang={text.lang} />}
      facts={[
        ...fact(IconUser, t('reader.who'), piece.who),
        ...fact(IconKey, t('reader.authority'), piece.authority),
        ...fact(IconGavel, t('reader.legalBasis'), piece.legalReference),
      ]}
    >
      {caution && (
        <Banner tone="due">
          <PlainText text={caution.text} lang={caution.lang} />
        </Banner>
      )}
      <Grounds piece={{ ...piece, legalReference: {} }} reading={reading} />
    </StepCard>
  );
}
