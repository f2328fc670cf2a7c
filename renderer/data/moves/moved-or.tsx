import { IconArrowRightBar } from '@tabler/icons-react';
import { Navigate, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../shared/base/ids.ts';
import { NotHere, type NotHereProps } from '../../ui/not-here.tsx';
import { useIdentity } from '../engine-context.tsx';
import { useScopeName } from './use-move-targets.ts';
import { useMovedTo } from './use-moved-to.ts';

export interface MovedOrProps {
  readonly id: RecordId;
  readonly list: NotHereProps['list'];
  /** The address of a record of this kind. */
  readonly pathOf: (id: RecordId) => string;
  /** What is shown of a record that was not moved. */
  readonly children: ReactNode;
}

/** In place of a record that is not here under its id: the way to where it was moved, else what is given. */
export function MovedOr({ id, list, pathOf, children }: MovedOrProps) {
  const { t } = useTranslation('ui');
  const nameOf = useScopeName();
  const { others = [] } = useIdentity();
  const navigate = useNavigate();
  const moved = useMovedTo(id);
  if (moved === undefined) return null;
  if (moved === null) return children;
  if (moved.record !== null) return <Navigate to={pathOf(moved.record)} replace />;
  const scope = nameOf(moved.scope);
  const what = scope === null ? t('notHere.moved.elsewhere') : t('notHere.moved.what', { scope });
  // Where it is not to be read, the way is to ask.
  const ask = {
    label: t('notHere.moved.ask'),
    onClick: () => void navigate({ to: `/governance/access/ask/${moved.scope}` }),
  };
  const isAskable = others.some(({ id: other }) => other === moved.scope);
  return (
    <NotHere icon={IconArrowRightBar} cause="moved" what={what} list={list} action={isAskable ? ask : undefined} />
  );
}
