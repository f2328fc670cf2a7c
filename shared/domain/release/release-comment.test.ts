import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import { releaseSpeakerIn } from './release.ts';
import { commentsOn, releaseComment } from './release-comment.ts';

const digest = 'ab'.repeat(32);
const by = { person: '0190f000-0000-7000-8000-000000000001', name: 'Anneke Duarte', centre: 'Varenia hub' };
const said = { digest, step: null, text: 'A lorry needs more', language: 'en', by, at: 5 };

test('[RL9] comments are read by step in order of time, and only those on exactly this edition', () => {
  const records = [
    { id: 'b', comment: { ...said, at: 9 } },
    { id: 'a', comment: said },
    { id: 'c', comment: { ...said, step: 's-cordon' } },
    { id: 'd', comment: { ...said, digest: 'cd'.repeat(32) } },
    { id: 'e', comment: { ...said, text: ' ' } },
  ] as { id: string; comment: Json }[];
  const comments = [...commentsOn(digest, records)].map(([step, list]) => [step, list.map(({ id }) => id)]);
  expect(comments).toEqual([
    ['', ['a', 'b']],
    ['s-cordon', ['c']],
  ]);
});

test('[RL3] [RL9] a comment says whose it is, and the hub is told', () => {
  expect(checkValue(releaseComment, 'comment', said as Json).ok).toBe(true);
  const operation = { kind: 'set', type: 'release-comment', field: 'comment', value: said as Json } as const;
  expect(releaseSpeakerIn(operation)).toEqual(by);
});
