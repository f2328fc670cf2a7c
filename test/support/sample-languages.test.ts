import { expect, test } from 'vitest';
import { sampleFiles, translatedTexts } from './sample-files.ts';

const script: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  es: /[a-záéíóúñ]/,
  fr: /[a-zàâçéèêîôû]/,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};

/** Words of the network and the stem that stands for each of them in every language of it. */
const terms: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  playbook: { ar: /دليل/, es: /manual/, fr: /fiche/, ru: /план/, zh: /手册/ },
  'incident commander': {
    ar: /قائد الحادث/,
    es: /mando del incidente/i,
    fr: /commandant/i,
    ru: /руководител/i,
    zh: /指挥员/,
  },
  prosecutor: { ar: /المدعي العام/, es: /fiscal/i, fr: /procureur/i, ru: /прокурор/i, zh: /检察官/ },
  cordon: { ar: /طوق|تطويق/, es: /cord[oó]n|acordonar/i, fr: /périmètre|boucl|bouclage/i, ru: /оцеп/i, zh: /警戒/ },
};

test.each(sampleFiles)(
  '$name: every translation is in the script of its language and says TLP as it is',
  ({ sample }) => {
    for (const { en, tag, text } of translatedTexts(sample)) {
      expect(text, `${tag}: ${en}`).toMatch(script[tag] as RegExp);
      expect(text.match(/TLP[:：]?\S*/g) ?? [], `${tag}: ${en}`).toEqual(en.match(/TLP[:：]?\S*/g) ?? []);
    }
  },
);

test.each(sampleFiles)('$name: the words of the network are the same wherever they stand', ({ sample }) => {
  for (const { en, tag, text } of translatedTexts(sample)) {
    for (const [term, stems] of Object.entries(terms)) {
      if (new RegExp(`\\b${term}\\b`, 'i').test(en))
        expect(text, `${term} in ${tag}: ${en}`).toMatch(stems[tag] as RegExp);
    }
  }
});

test('the same words of who, authority and law are translated the same way in every playbook', () => {
  const said = new Map<string, Set<string>>();
  for (const { sample } of sampleFiles) {
    for (const { en, tag, text, field } of translatedTexts(sample)) {
      if (field !== 'who' && field !== 'authority' && field !== 'legal_basis') continue;
      const key = `${tag} ${field} ${en}`;
      said.set(key, (said.get(key) ?? new Set()).add(text));
    }
  }
  expect([...said].filter(([, texts]) => texts.size > 1)).toEqual([]);
});

test('French keeps its signs on the line of the word before them', () => {
  for (const { sample } of sampleFiles) {
    for (const { tag, text } of translatedTexts(sample)) {
      if (tag === 'fr') expect(text).not.toMatch(/[^\u00a0\u202f][;?!»](?!\S)|[^\u00a0\u202f\d]:(?!\d)/u);
    }
  }
});
