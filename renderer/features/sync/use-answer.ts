import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Json } from '../../../shared/base/json.ts';
import type { TypedPlace } from '../../../shared/sync/typed-answers.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { typedAnswersQuery } from '../../data/record-queries.ts';

/** The answer to a conflict in the making, with every text that was typed for it: none goes but by a visible act. */
export interface Answer {
  /** Undefined until there is something to accept. */
  readonly value: Json | undefined;
  /** Texts that were typed, in the order in which they were begun. */
  readonly texts: readonly string[];
  /** Which of them is the answer now; null where it is a side or the proposal as it was made. */
  readonly at: number | null;
  /** A side is the answer; what was typed stays kept. */
  choose(value: Json): void;
  type(text: string): void;
  /** A text that was typed is the answer again. */
  takeUp(at: number): void;
  /** Gives up a text; the proposal as it was made is the answer, where that text was it. */
  putAside(at: number): void;
  /** The field was left: what was typed is kept at once. */
  leave(): void;
}

export interface AnswerOptions {
  readonly place: TypedPlace;
  /** What was kept when the question was opened. */
  readonly kept: readonly string[];
  /** The merged proposal; null for fields that are no text. */
  readonly proposal: string | null;
  /** Whether a text is a side or the proposal as it was made: nobody typed it, and nothing of it is kept. */
  isMade(text: string): boolean;
}

type Made = Pick<Answer, 'value' | 'texts' | 'at'>;

/** Somebody who stops typing for so long has written something; milliseconds. */
const pause = 400;

export function useAnswer({ place, kept, proposal, isMade }: AnswerOptions): Answer {
  const made: Json | undefined = proposal ?? undefined;
  const [now, setNow] = useState<Made>(() =>
    kept.length === 0 ? { value: made, texts: [], at: null } : { value: kept.at(-1), texts: kept, at: kept.length - 1 },
  );
  const keep = useKeepTyped(place, now.texts);
  const change = (next: Made, when: 'now' | 'after a pause') => {
    setNow(next);
    if (next.texts !== now.texts) keep(next.texts, when);
  };
  const without = (at: number) => now.texts.filter((_, place) => place !== at);
  return {
    ...now,
    choose: (value) => change({ ...now, value, at: null }, 'now'),
    type(value) {
      if (isMade(value))
        change({ value, texts: now.at === null ? now.texts : without(now.at), at: null }, 'after a pause');
      else if (now.at === null) change({ value, texts: [...now.texts, value], at: now.texts.length }, 'after a pause');
      else change({ ...now, value, texts: now.texts.with(now.at, value) }, 'after a pause');
    },
    takeUp: (at) => change({ ...now, value: now.texts[at], at }, 'now'),
    putAside(at) {
      const texts = without(at);
      if (at === now.at) change({ value: made, texts, at: null }, 'now');
      else change({ ...now, texts, at: now.at !== null && now.at > at ? now.at - 1 : now.at }, 'now');
    },
    leave: () => keep(now.texts, 'now'),
  };
}

/** Keeps texts on this disk, at the latest when their question is left. */
function useKeepTyped(place: TypedPlace, kept: readonly string[]) {
  const engine = useEngine();
  const queries = useQueryClient();
  const onDisk = useRef(kept);
  const latest = useRef(kept);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const write = async () => {
    clearTimeout(timer.current);
    const texts = latest.current;
    if (texts === onDisk.current) return;
    onDisk.current = texts;
    const { queryKey } = typedAnswersQuery(place);
    queries.setQueryData(queryKey, texts);
    const done = await engine.keepTyped(place, texts);
    // What is not on the disk is kept with the next pause; the banner says why it was not.
    if (!done.ok && onDisk.current === texts) onDisk.current = [];
  };
  const writeLatest = useRef(write);
  writeLatest.current = write;
  useEffect(() => () => void writeLatest.current(), []);
  return (texts: readonly string[], when: 'now' | 'after a pause') => {
    latest.current = texts;
    clearTimeout(timer.current);
    if (when === 'now') void writeLatest.current();
    else timer.current = setTimeout(() => void writeLatest.current(), pause);
  };
}
