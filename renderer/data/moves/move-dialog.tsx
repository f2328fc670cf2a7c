import { Modal, Radio, Stack } from '@mantine/core';
import { IconArrowRightBar } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import type { DenialReason } from '../../../shared/domain/policy/decide.ts';
import type { ApplyFailure } from '../../../shared/sync/engine-api.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { typeLabel } from '../../i18n/field-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { LeavingFacts } from '../leaving-facts.tsx';
import css from './move-dialog.module.css';
import { type MoveRefusal, type MovingEntry, useFamily, useHeldOnMove, useMove } from './use-move.ts';
import { useMoveTargets, useScopeName } from './use-move-targets.ts';
import '../words.ts';

export interface MoveDialogProps {
  readonly id: RecordId;
  readonly type: string;
  readonly scope: ScopeId;
  /** What the record is called. */
  readonly title: string;
  onClose(): void;
}

/** Where a record goes, what goes with it and what stays; nothing is moved before its button is pressed. */
export function MoveDialog({ id, type, scope, title, onClose }: MoveDialogProps) {
  const { t } = useTranslation('data');
  const targets = useMoveTargets(type, scope);
  const family = useFamily(id);
  const nameOf = useScopeName();
  const [target, setTarget] = useState(targets[0]?.id ?? '');
  const held = useHeldOnMove(family, target);
  const { move, saving, failure } = useMove(id);
  const failureText = useFailureText();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (target !== '' && held === null && (await move(target))) onClose();
  };
  // Counted from this disk, in a blink: shown before that the dialog would grow under somebody's hand.
  if (family === undefined || held === undefined) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t('move.title', { title })}
      closeButtonProps={{ 'aria-label': t('move.cancel') }}
    >
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Targets targets={targets} value={target} onChange={setTarget} />
        <Company family={family} />
        <LeavingFacts leaving={family} />
        {held !== null && (
          <Banner tone="due" title={t('move.held', { to: nameOf(target) ?? '' })}>
            {heldText(t, held.reason)}
          </Banner>
        )}
        <p>{t('move.explain', { from: nameOf(scope) ?? '' })}</p>
        {staying.has(type) && <p>{t('move.stays')}</p>}
        {failure !== null && (
          <Banner tone="bad" isNews>
            {moveFailureText(t, failure, nameOf(target) ?? '') ?? failureText(failure as ApplyFailure)}
          </Banner>
        )}
        <div className={css.acts}>
          <ActionButton size="medium" onClick={onClose}>
            {t('move.cancel')}
          </ActionButton>
          <ActionButton
            kind="primary"
            size="medium"
            type="submit"
            icon={IconArrowRightBar}
            mirrorIcon
            disabled={saving || target === '' || held !== null}
          >
            {t('move.do')}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}

interface TargetsProps {
  readonly targets: readonly { readonly id: ScopeId; readonly name: string }[];
  readonly value: ScopeId;
  onChange(target: ScopeId): void;
}

function Targets({ targets, value, onChange }: TargetsProps) {
  const { t } = useTranslation('data');
  return (
    <Radio.Group label={t('move.where')} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {targets.map((each, at) => (
          <Radio key={each.id} value={each.id} label={<bdi>{each.name}</bdi>} data-autofocus={at === 0 || undefined} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** The types of which something stays at the old centre: what has a screen of its own ([MV2]). */
const staying = new Set(['playbook', 'course']);

function Company({ family }: { readonly family: readonly MovingEntry[] }) {
  const { t } = useTranslation('data');
  const { t: tRecords } = useTranslation('records');
  const { format } = useLocale();
  const counts = new Map<string, number>();
  for (const { type } of family.slice(1)) counts.set(type, (counts.get(type) ?? 0) + 1);
  const company = [...counts].sort(([, a], [, b]) => b - a);
  if (company.length === 0) return <p>{t('move.alone')}</p>;
  return (
    <div>
      {t('move.along')}
      <ul className={css.company}>
        {company.map(([type, count]) => (
          <li key={type}>
            {typeLabel(tRecords, type)} × <span className="wp-num">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why an agreement does not let it go, and what would. */
function heldText(t: TFunction<'data'>, reason: DenialReason): string {
  switch (reason) {
    case 'for-named-persons':
      return t('held.forNamedPersons');
    case 'not-in-force':
      return t('held.notInForce');
    case 'kind-not-agreed':
      return t('held.kindNotAgreed');
    case 'above-ceiling':
      return t('held.aboveCeiling');
    default:
      return t('held.noAgreement');
  }
}

/** Why nothing was moved; null for what keeps any change from being saved. */
function moveFailureText(t: TFunction<'data'>, failure: MoveRefusal, to: string): string | null {
  switch (failure.kind) {
    case 'move-unsettled':
      return t('move.unsettled', { count: failure.records.length });
    case 'move-already-there':
      return t('move.alreadyThere', { to });
    case 'move-needs-judge':
      return t('move.notAllowed');
    default:
      return null;
  }
}
