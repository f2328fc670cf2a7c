import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReleaseOf } from '../../../shared/domain/adaptation/core-playbook.ts';
import { type Playbook, playbook } from '../../../shared/domain/playbook.ts';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { childrenQuery, recordQuery } from '../../data/record-queries.ts';
import { type StepsModel, stepsModel } from './steps-model.ts';

export interface OpenPlaybook {
  readonly playbook: Playbook;
  readonly steps: StepsModel;
  /** The text of a release, and which one it is; absent for what its writers work on. */
  readonly frozen?: FrozenPlaybook;
  readonly release?: ReleaseOf;
}

/** A playbook with its steps from this disk; undefined while it opens, null when it is not here. */
export function usePlaybook(id: string): OpenPlaybook | null | undefined {
  const record = useQuery(recordQuery(playbook, id));
  const children = useQuery(childrenQuery(step, id));
  return useMemo(() => {
    if (record.data === undefined || children.data === undefined) return undefined;
    return record.data === null
      ? null
      : {
          playbook: record.data,
          steps: stepsModel(children.data, record.data.workflowStart ?? null, record.data.workflowException ?? null),
        };
  }, [record.data, children.data]);
}
