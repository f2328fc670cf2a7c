import { IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { setFields } from '../../../shared/domain/edit.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { mergeText, type TextMerge } from '../../../shared/domain/text-merge.ts';
import { isLetGo } from '../../../shared/protocol/operation.ts';
import type { FieldConflict } from '../../../shared/sync/engine-api.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { WordDiff } from '../../ui/word-diff.tsx';
import { ConflictActs } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import { Consequences } from './consequences.tsx';
import { FieldValue } from './field-value.tsx';
import { ProposalFrame } from './proposal-frame.tsx';
import { type Side, sidesOf } from './sides.ts';
import { useAnswer } from './use-answer.ts';
import { useConflictKeys } from './use-conflict-keys.ts';
import { VersionColumn } from './version-column.tsx';

export interface FieldConflictFormProps {
  readonly conflict: FieldConflict;
  /** What was typed for it before and is kept ([CF13]). */
  readonly typed: readonly string[];
  onSettled(): void;
  onLater(): void;
}

/**
 * A field with several values. Choosing a side puts it into the proposal; only accepting the proposal settles, by one
 * operation that supersedes every head.
 */
export function FieldConflictForm({ conflict, typed, onSettled, onLater }: FieldConflictFormProps) {
  const { t } = useTranslation('sync');
  const announce = useAnnounce();
  const { apply, saving } = useApply();
  const { person } = useProfile();
  const { device } = useIdentity();
  const sides = useMemo(() => sidesOf(conflict.heads, { person, device }), [conflict, person, device]);
  const merge = useMemo(() => mergeOf(conflict, sides), [conflict, sides]);
  const isMade = (text: string) => text === merge?.text || sides.some(({ head }) => head.value === text);
  const place = { person, record: conflict.record.id, field: conflict.field };
  const answer = useAnswer({ place, kept: typed, proposal: merge === null ? null : merge.text, isMade });
  const choose = (side: Side | undefined) => {
    if (side === undefined) return;
    answer.choose(side.head.value);
    announce(t('proposal.taken'));
  };
  const accept = async () => {
    const declaration = declarationOf(conflict.record.type);
    if (answer.value === undefined || declaration === undefined || saving) return;
    const saved = await apply(setFields(declaration, conflict.record, { [conflict.field]: answer.value }));
    if (saved.ok) onSettled();
  };
  useConflictKeys({ onChoose: (place) => choose(sides[place - 1]), onAccept: () => void accept() });
  const chosen = sides.find(({ head }) => JSON.stringify(head.value) === JSON.stringify(answer.value));
  return (
    <>
      <div className={css.columns} data-sides={sides.length}>
        <BaseColumn conflict={conflict} />
        {sides.map((side, place) => (
          <VersionColumn
            key={side.head.id}
            tone={side.role === 'yours' || side.role === 'shown' ? 'yours' : 'theirs'}
            title={sideTitle(side)}
            origin={side.head}
            action={
              <ActionButton keys={String(place + 1)} aria-pressed={chosen === side} onClick={() => choose(side)}>
                {takeLabel(side)}
              </ActionButton>
            }
          >
            <SideText conflict={conflict} side={side} isText={merge !== null} />
          </VersionColumn>
        ))}
      </div>
      <ProposalFrame conflict={conflict} merge={merge} sides={sides} answer={answer} />
      <ConflictActs
        icon={IconCheck}
        canAccept={answer.value !== undefined}
        onAccept={() => void accept()}
        onLater={onLater}
      />
      <Consequences state={conflict.record} field={conflict.field} />
    </>
  );

  function sideTitle({ role }: Side): string {
    if (role === 'yours') return t('side.yours');
    if (role === 'theirs') return t('side.theirs');
    return role === 'shown' ? t('side.shown') : t('side.other');
  }
  function takeLabel({ role }: Side): string {
    if (role === 'yours') return t('act.keepYours');
    if (role === 'theirs') return t('act.takeTheirs');
    return role === 'shown' ? t('act.keepShown') : t('act.takeOther');
  }
}

function BaseColumn({ conflict }: { readonly conflict: FieldConflict }) {
  const { t } = useTranslation('sync');
  const { base } = conflict;
  const origin = base && { id: base.id, author: base.origin.author, device: base.origin.device, wall: base.wall };
  return (
    <VersionColumn tone="base" title={t('base.title')} origin={origin ?? undefined}>
      {base !== null && isLetGo(base) && <p className={css.gone}>{t('base.letGo')}</p>}
      {base !== null && !isLetGo(base) && (
        <FieldValue type={conflict.record.type} field={conflict.field} value={base.value} />
      )}
    </VersionColumn>
  );
}

interface SideTextProps {
  readonly conflict: FieldConflict;
  readonly side: Side;
  readonly isText: boolean;
}

/** A side's text with its differences from the base; any other value as it is. */
function SideText({ conflict, side, isText }: SideTextProps) {
  const before = conflict.base?.value;
  const { value } = side.head;
  if (!isText || typeof value !== 'string' || typeof before !== 'string') {
    return <FieldValue type={conflict.record.type} field={conflict.field} value={value} />;
  }
  const language = splitFieldKey(conflict.field)[1] ?? undefined;
  return (
    <div className={css.text} dir="auto" {...contentLanguage(language)}>
      <WordDiff before={before} after={value} lang={language} />
    </div>
  );
}

/** The merged proposal of a text; null for fields of other kinds. More than two sides are merged one after the other. */
function mergeOf(conflict: FieldConflict, sides: readonly Side[]): TextMerge | null {
  const field = declarationOf(conflict.record.type)?.fields[splitFieldKey(conflict.field)[0]];
  if (field?.kind !== 'text') return null;
  const base = typeof conflict.base?.value === 'string' ? conflict.base.value : '';
  const texts = sides.map(({ head }) => (typeof head.value === 'string' ? head.value : ''));
  const yours = texts.at(-1) ?? '';
  return texts.slice(0, -1).reduce<TextMerge>(
    (merged, theirs) => {
      const next = mergeText(base, merged.text, theirs);
      return { ...next, clean: merged.clean && next.clean };
    },
    mergeText(base, yours, base),
  );
}
