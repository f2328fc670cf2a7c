import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../../base/bytes.ts';
import { viewOf } from '../view.ts';
import { action } from './action.ts';
import { finding } from './finding.ts';
import { review } from './review.ts';
import { type DocumentParts, reviewDocument } from './review-document.ts';
import { reviewDocx } from './review-docx.ts';
import { type ReviewWords, reviewMarkdown } from './review-markdown.ts';

const words: ReviewWords = {
  report: 'Review',
  subject: 'Of',
  reference: 'Reference',
  place: 'Place',
  dates: 'Dates',
  facilitator: 'Facilitator',
  overview: 'Summary',
  strengths: 'Strengths',
  improvements: 'Improvements',
  none: 'None.',
  capability: 'Capability',
  observation: 'Seen',
  analysis: 'Why',
  measuredAgainst: 'Against',
  step: 'Step',
  plan: 'Plan',
  participants: 'People',
  planColumns: ['C', 'F', 'A', 'E', 'O', 'P', 'S', 'D', 'St'],
  stepChanged: 'changed',
  stepToChange: 'to change',
  element: { planning: 'P', organisation: 'O', equipment: 'Q', training: 'T', exercise: 'X' },
  state: { open: 'open', 'in-progress': 'going', done: 'done', verified: 'verified', closed: 'closed' },
  ratings: {
    title: 'Ratings',
    columns: ['What', 'Agreed', 'Each'],
    key: ['M – still met'],
    met: 'met',
    notMet: 'not met',
    notAgreed: 'not agreed',
    dissent: 'dissent',
    value: (value) => value,
    since: (count) => `${count} since`,
  },
  days: (start, end) => `${start} to ${end}`,
  day: (date) => date,
};

const empty = <D extends typeof review | typeof finding | typeof action>(declaration: D, id: string) =>
  viewOf(declaration, { scope: 's', type: declaration.type, id, fields: {}, missing: [] });

function parts(): DocumentParts {
  return {
    review: {
      ...empty(review, 'r'),
      title: { en: 'After | Tidewatch', ar: 'بعد' },
      marking: 'TLP:AMBER',
      start: '2026-10-03',
      end: '2026-10-04',
      participants: ['# Ines'],
    },
    findings: [
      {
        ...empty(finding, 'f1'),
        kind: 'improvement',
        title: { en: 'No channel' },
        capability: 'Radio',
        analysis: { en: '1. One\n- Two' },
      },
      { ...empty(finding, 'f2'), kind: 'strength', title: { en: 'Cordon' } },
    ],
    actions: [
      { ...empty(action, 'a0'), text: { en: 'Tell everybody' } },
      {
        ...empty(action, 'a1'),
        finding: 'f1',
        text: { en: 'Name *one*' },
        element: 'planning',
        owner: 'Ruslan',
        due: '2026-12-01',
        step: 'st',
        appliedAt: 1,
      },
    ],
  };
}

test('the plan follows the findings, and a step is named with what became of it', () => {
  const document = reviewDocument(parts(), 'en', (step) => `step ${step}`);
  expect(document.plan.map(({ finding, text }) => `${finding}: ${text}`)).toEqual([
    '1. No channel: Name *one*',
    ': Tell everybody',
  ]);
  expect(document.plan[0]).toMatchObject({ capability: 'Radio', step: 'step st', isApplied: true, state: 'open' });
  expect([document.improvements.length, document.strengths[0]?.number]).toEqual([1, 2]);
});

test('what people wrote cannot change the shape of the document', () => {
  const text = reviewMarkdown(
    reviewDocument(parts(), 'en', () => 'Agree'),
    words,
  );
  expect(text).toContain('# Review: After \\| Tidewatch');
  expect(text).toContain(
    '| Radio | 1. No channel | Name \\*one\\* (changed: Agree) | P |  | Ruslan |  | 2026-12-01 | open |',
  );
  expect(text).toContain('**Why:** 1\\. One  \n\\- Two');
  expect(text).toContain('- \\# Ines');
  expect(
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .every((line) => line.split(/(?<!\\)\|/).length === 11),
  ).toBe(true);
});

test('the marking is the first and the last line, and the reader gets their language', () => {
  const lines = reviewMarkdown(
    reviewDocument(parts(), 'ar', () => ''),
    words,
  )
    .trim()
    .split('\n');
  expect([lines[0], lines.at(-1)]).toEqual(['TLP:AMBER', 'TLP:AMBER']);
  expect(lines).toContain('# Review: بعد');
});

test('[EX24] [EX18] ratings stand before the findings: M met the objective, and the dissent keeps its words', () => {
  const row = { id: 't', why: '', agreedBy: 'Lead', isMet: null, ratings: [], since: 0 } as const;
  const ratings: DocumentParts['ratings'] = [
    { ...row, level: 'objective', number: '1', text: 'One commander', agreed: 'M', isMet: true },
    {
      ...{
        ...row,
        level: 'target',
        number: '1.1',
        text: 'Named | early',
        agreed: 'M',
        why: 'After 7 minutes',
        since: 1,
      },
      ratings: [
        { name: 'Amina', value: 'M', text: '', isDissent: false },
        { name: 'Руслан', value: 'U', text: 'Не назван', isDissent: true },
      ],
    },
    { ...row, level: 'target', number: '1.2', text: 'Told', agreed: null },
  ];
  const text = reviewMarkdown(
    reviewDocument({ ...parts(), ratings }, 'en', () => ''),
    words,
  );
  expect(text).toContain('| 1 One commander | M – met |');
  expect(text).toContain(
    '| 1.1 Named \\| early | M. After 7 minutes (1 since) | Amina: M; Руслан: U (dissent) – Не назван |',
  );
  expect(text).toContain('| 1.2 Told | not agreed |');
  expect(text).toContain('- M – still met');
  expect(text.indexOf('## Ratings')).toBeLessThan(text.indexOf('## Strengths'));
});

test('[VO4] a document for a word processor says the same under the same words, its marking on every page', () => {
  const document = reviewDocument(parts(), 'en', () => 'Agree');
  const paper = { title: 'After', language: 'en', isRightToLeft: false, marking: document.marking, foot: 'Made today' };
  const files = unzipSync(
    reviewDocx(document, { ...words, plan: 'Action plan' }, { ...paper, page: ['', ' of ', ''] }),
  );
  const xml = (path: string) => textOfUtf8(files[path] ?? new Uint8Array()) ?? '';
  const said = [...xml('word/document.xml').matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text);
  for (const text of ['Review: After | Tidewatch', 'Action plan', '1. No channel', '# Ines', 'Ruslan']) {
    expect(said).toContain(text);
  }
  expect(said).toContain('Name *one* (changed: Agree)');
  for (const path of ['word/header1.xml', 'word/footer1.xml']) expect(xml(path)).toContain('TLP:AMBER');
});
