import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import type { Json } from '../../../shared/base/json.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import {
  commentsOn,
  type ReleaseComment,
  releaseComment,
  type SaidComment,
} from '../../../shared/domain/release/release-comment.ts';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { childrenQuery } from '../../data/record-queries.ts';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { ReleaseHead } from './use-head.ts';

export interface Talk {
  /** By the step that they are about; of the whole under `''`. */
  readonly all: ReadonlyMap<string, readonly SaidComment[]>;
  /** This person may say something, and it is still of use. */
  readonly mayComment: boolean;
  readonly saving: boolean;
  /** Says something of a step, or with null of the whole; true when it is saved. */
  say(step: string | null, text: string): Promise<boolean>;
}

/** What was said of an edition, and saying something ([RL9]). */
export function useTalk({ playbook: { id: playbook, scope } }: ReleaseHead, one: StandingRelease): Talk {
  const { person, name, centre, may } = useProfile();
  const { language } = useLocale();
  const { apply, saving } = useApply();
  const records = useQuery(childrenQuery(releaseComment, playbook)).data;
  const all = useMemo(() => commentsOn(one.digest, records ?? []), [records, one.digest]);
  const isOpen = one.state === 'in-review' || one.state === 'approved' || one.state === 'returned';
  return {
    all,
    saving,
    mayComment: isOpen && may('create', releaseComment.type, scope),
    async say(step, text) {
      const by = { person, name, centre };
      const said: ReleaseComment = { digest: one.digest, step, text: text.trim(), language, by, at: pageClock.now() };
      const values = { playbook, release: one.id, comment: said as unknown as Json };
      return (await apply(createRecord(releaseComment, { scope, id: uuidv7(pageClock, pageRandom) }, values))).ok;
    },
  };
}
