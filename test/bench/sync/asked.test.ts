import { expect, test } from 'vitest';
import type { Row } from '../figure.ts';
import { figuresAsked, rowsMissing } from './asked.ts';
import { Measured, pullOf } from './measured.ts';
import { rawName } from './peers.ts';
import type { SyncFigure } from './sync-figure.ts';

const figureOf = (names: readonly string[], ofPeers: readonly string[] = []): SyncFigure => ({
  names,
  ofPeers,
  measure: async () => [],
});
const exchanges = figureOf(['bytes per change', 'pull ratio'], ['saved p95']);
const many = figureOf(['100k readable', 'pull ratio, 100k']);
const saved = figureOf(['saved p95']);
const grown = figureOf(['sync of 10 among records']);
const all = [exchanges, many, saved, grown];
const row = (name: string): Row => ({ name, value: 1, unit: 'x', baseline: null, beside: '', goal: null });

test('a part of a name asks for every figure that has such a row, those of peers included', () => {
  expect(figuresAsked(all, '')).toEqual(all);
  expect(figuresAsked(all, 'saved p95')).toEqual([exchanges, saved]);
  expect(figuresAsked(all, 'RxDB: saved p95')).toEqual([exchanges, saved]);
  expect(figuresAsked(all, 'raw IndexedDB: pull ratio')).toEqual([exchanges, many]);
  expect(figuresAsked(all, 'nothing of ours')).toEqual([]);
});

test('a row that was asked for and is not there is told, whoever else was measured', () => {
  const rows = [
    row('bytes per change'),
    row('RxDB: pull ratio'),
    row('pull ratio, 100k'),
    row('sync of 10 among records 1000'),
  ];
  expect(rowsMissing(all, '', rows)).toEqual(['pull ratio', '100k readable', 'saved p95']);
  expect(rowsMissing(all, 'bytes per', rows)).toEqual([]);
  expect(rowsMissing(all, 'RxDB: pull ratio', rows)).toEqual([]);
  expect(rowsMissing(all, 'Dexie bulkPut: pull ratio', rows)).toEqual(['Dexie bulkPut: pull ratio']);
});

test('raw rows have a row of pulls of their own: what all others are in times of', () => {
  const measured = new Measured();
  for (const [who, ms] of [
    ['Waypost', 500],
    [rawName, 400],
    ['RxDB', 1_000],
  ] as const)
    measured.add(pullOf(20), who, ms);
  const rows = measured.pullRows('pull ratio', 20, { missing: () => undefined });
  expect(rows.map(({ name, value }) => [name, value])).toEqual([
    ['pull ratio', 1.25],
    [`${rawName}: pull ratio`, 1],
    ['RxDB: pull ratio', 2.5],
  ]);
  expect(rows[0]).toMatchObject({ baseline: 1, beside: `${rawName}, 400 ms` });
});
