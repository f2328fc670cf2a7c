/** Findings of reviews, invented, of about 450 bytes of JSON in six scripts and languages; the same for every run. */
import { uuidv7 } from '../../../shared/base/ids.ts';
import { findingKinds } from '../../../shared/domain/review/finding.ts';
import { type Seeded, seeded } from '../../sim/seeded.ts';
import type { BenchRecord, Change } from './peer.ts';

const words = {
  en: 'the cordon was moved twice before the relief arrived and nobody told the families where to wait although the register was kept with care and every decision had its time written beside it',
  ar: 'نقل الطوق مرتين قبل وصول المناوبة ولم يخبر أحد الأسر أين تنتظر مع أن السجل كان محفوظا بعناية وكتب وقت كل قرار بجانبه وسلمت الأدلة في موعدها إلى المختبر',
  es: 'el cordón se movió dos veces antes del relevo y nadie dijo a las familias dónde esperar aunque el registro se llevó con cuidado y cada decisión tenía su hora al lado',
  fr: 'le périmètre fut déplacé deux fois avant la relève et personne ne dit aux familles où attendre bien que le registre fût tenu avec soin et chaque décision portât son heure',
  ru: 'оцепление переносили дважды до смены и никто не сказал семьям где ждать хотя журнал вели внимательно и у каждого решения стояло время передачи',
  zh: '警戒线 在 换班 之前 移动 了 两次 没有人 告诉 家属 在 哪里 等候 但是 登记簿 记录 仔细 每个 决定 旁边 都 写明 时间 证据 按时 送到 实验室',
} as const;
const languages = Object.keys(words) as (keyof typeof words)[];
const capabilities = [
  'Operational coordination',
  'Public information',
  'Evidence and custody',
  'Care of victims and families',
  'Screening and search',
  'Planning and preparation',
];
/** Characters of the text of a record: so that all of it comes to about 450 bytes. */
const textLength = { en: 134, ar: 76, es: 130, fr: 126, ru: 72, zh: 52 } as const;

const titleLength = 22;

/** The scopes that the records lie in, with ids as hubs make them: they pack no better than those. Half of all records are in the first one. */
export const scopeIds = makeScopes(20);

function makeScopes(count: number): string[] {
  const random = seeded(20_261_127);
  return Array.from({ length: count }, () =>
    uuidv7({ now: () => Date.UTC(2026, 3, 1) + random.below(2_000_000_000) }, random),
  );
}

/** So many records of `scopes` scopes. */
export function makeRecords(count: number, scopes = scopeIds.length): BenchRecord[] {
  const random = seeded(20_261_128);
  const clock = { now: () => Date.UTC(2026, 9, 1) + random.below(2_000_000_000) };
  const reviews = Array.from({ length: Math.max(1, Math.ceil(count / 40)) }, () => uuidv7(clock, random));
  // Records are made one after the other: the order of their ids is that of their making.
  const ids = Array.from({ length: count }, () => uuidv7(clock, random)).toSorted();
  return Array.from({ length: count }, (_, n) => {
    const language = random.pick(languages);
    return {
      id: ids[n] as string,
      scope: scopeIds[n % 2 === 0 ? 0 : random.below(scopes)] as string,
      review: random.pick(reviews),
      kind: random.pick(findingKinds),
      language,
      title: sentence(random, language, titleLength),
      capability: random.pick(capabilities),
      observation: sentence(random, language, textLength[language]),
      reference: `SOP ${1 + random.below(40)}.${1 + random.below(20)}`,
      order: orderKey(random),
    };
  });
}

/** So many changes of different records where there are enough: most are short, one in ten is a new text. */
export function makeChanges(records: readonly BenchRecord[], count: number, round: number): Change[] {
  const random = seeded(7_000 + round);
  return Array.from({ length: count }, (_, n) => {
    const record = records[(round * count + n) % records.length] as BenchRecord;
    const dice = random.below(10);
    if (dice < 4) return { id: record.id, field: 'capability', value: otherCapability(record, round) };
    if (dice < 6) return { id: record.id, field: 'reference', value: `SOP ${round}.${random.below(400)}` };
    if (dice < 9) return { id: record.id, field: 'order', value: orderKey(random) };
    return { id: record.id, field: 'observation', value: newTextOf(record, random) };
  });
}

/** Another one than the record has, and than the round before gave it: an equal value would be no change. */
export function otherCapability({ capability }: Pick<BenchRecord, 'capability'>, round: number): string {
  const at = capabilities.indexOf(capability) + 1 + (round % (capabilities.length - 1));
  return capabilities[at % capabilities.length] as string;
}

/** A fractional key as an ordered list makes them: nearly random signs. */
export function orderKey(random: Seeded): string {
  return `a${random.below(60_466_176).toString(36).padStart(5, '0')}`;
}

/** A text of a record, written anew in its language. */
export function newTextOf(record: Pick<BenchRecord, 'language'>, random: Seeded): string {
  const language = record.language as keyof typeof words;
  return sentence(random, language, textLength[language]);
}

export function newTitleOf(record: Pick<BenchRecord, 'language'>, random: Seeded): string {
  return sentence(random, record.language as keyof typeof words, titleLength);
}

function sentence(random: Seeded, language: keyof typeof words, length: number): string {
  const list = words[language].split(' ');
  const parts: string[] = [];
  for (let at = 0; at < length; ) {
    const word = random.pick(list);
    parts.push(word);
    at += word.length + 1;
  }
  return parts.join(language === 'zh' ? '' : ' ');
}
