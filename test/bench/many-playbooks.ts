/** A library of realistic size: titles in six languages, a paragraph of description, states and marks mixed. */
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook, playbookStates } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { seeded } from '../sim/seeded.ts';

const titles = [
  ['Bomb threat received by telephone', 'تهديد هاتفي بوجود قنبلة', 'Угроза взрыва по телефону', '电话炸弹威胁'],
  [
    'Evidence handed over at the border',
    'تسليم الأدلة على الحدود',
    'Передача доказательств на границе',
    '边境移交证据',
  ],
  ['Families of victims: the first 48 hours', 'أسر الضحايا: أول 48 ساعة', 'Семьи пострадавших', '遇难者家属'],
  ['Preserve electronic records abroad', 'حفظ السجلات الإلكترونية في الخارج', 'Сохранение записей', '境外电子记录保全'],
  ['Drone seen near a border post', 'رصد طائرة مسيّرة قرب مركز حدودي', 'Дрон у заставы', '边防站附近的无人机'],
  ['Crowd evacuation of a venue', 'إخلاء الحشود من منشأة', 'Эвакуация зрителей', '场馆人群疏散'],
] as const;
const paragraph =
  'For the first forty minutes, until the specialised team takes over. The shift commander decides, the duty officer ' +
  'records every decision with its time, and nobody enters the cordon without a name on the list.';

/** Drafts of one playbook after another; record ids follow a seed, so that two runs of the bench hold the same library. */
export function manyPlaybooks(count: number, scope: string): OperationDraft[][] {
  const random = seeded(20_261_123);
  const clock = { now: () => Date.UTC(2026, 10, 1) };
  return Array.from({ length: count }, (_, i) => {
    const [en, ar, ru, zh] = titles[i % titles.length] as (typeof titles)[number];
    const round = Math.floor(i / titles.length) + 1;
    const made = createRecord(
      playbook,
      { scope, id: uuidv7(clock, random) },
      {
        title: { en: `${en} (${round})`, ar: `${ar} ${round}`, ru: `${ru} ${round}`, zh: `${zh} ${round}` },
        description: { en: `${paragraph} Edition ${round}.` },
        reference: `PB-${String(1_000 + i)}`,
        language: 'en',
        state: playbookStates[i % playbookStates.length],
        marking: tlpLevels[i % tlpLevels.length],
        region: i % 4 === 0 ? 'Tolmara' : 'Varenia',
        labels: ['station', i % 2 === 0 ? 'transport' : 'border'],
        ...(i % 3 === 0 ? { validUntil: Date.UTC(2027, i % 12, 14) } : {}),
      },
    );
    if (!made.ok) throw new Error(`${made.failure.field}: ${made.failure.reason}`);
    return made.value;
  });
}
