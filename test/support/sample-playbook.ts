/** Invented playbooks for screen tests and the gallery: one in two and a half languages, and as many more as wanted. */
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';

export const sampleScope = '0190f000-0000-7000-8000-000000000001';
export const samplePlaybookId = '0190f000-0000-7000-8000-0000000000aa';

const texts = [
  [
    'log',
    'action',
    'Log the report',
    'Write down who reported it, where and when. Start the clock.',
    'سجّل البلاغ',
    'دوّن من أبلغ وأين ومتى. شغّل المؤقت.',
  ],
  [
    'owner',
    'action',
    'Confirm that nobody owns the item',
    'Ask aloud, check the nearest staff and the last ten minutes of camera footage. Do not touch, open or move the item.',
    'تأكّد من أن الجسم لا صاحب له',
    'اسأل بصوت مسموع، واسأل أقرب الموظفين، وراجع آخر عشر دقائق من تسجيل الكاميرات. لا تلمس الجسم ولا تفتحه ولا تنقله.',
  ],
  [
    'cordon',
    'action',
    'Set the cordon and move people behind it',
    'Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open and the approach road free.',
    'أقم الطوق الأمني وأبعد الناس خلفه',
    'أخلِ مسافة 100 م حول الحقيبة و200 م حول المركبة. أبقِ مخارج المحطة مفتوحة وطريق الوصول سالكاً.',
  ],
  [
    'call',
    'action',
    'Call the explosives duty officer',
    'Give place, size, time found, and what makes the item unusual. Stay on the line until a name and a time are given.',
    'اتصل بضابط المتفجرات المناوب',
    'اذكر المكان والحجم ووقت العثور وما يجعل الجسم غير مألوف. ابقَ على الخط حتى يُعطى لك اسم ووقت.',
  ],
  [
    'decide',
    'if-condition',
    'Decide: is the item suspicious?',
    'The explosives officer gives the opinion, the shift commander decides.',
    'قرّر: هل الجسم مشبوه؟',
    'يبدي ضابط المتفجرات رأيه، ويقرّر قائد المناوبة.',
  ],
  ['both', 'parallel', 'Inform both at once', '', 'أبلغ الجهتين معاً', ''],
  [
    'prosecutor',
    'action',
    'Inform the prosecutor',
    'Say what was found and what was decided.',
    'أبلغ النيابة العامة',
    'قل ما عُثر عليه وما تقرّر.',
  ],
  [
    'partner',
    'action',
    'Inform the partner state',
    'Use the liaison line of the joint order.',
    'أبلغ الدولة الشريكة',
    'استخدم خط الاتصال المذكور في الأمر المشترك.',
  ],
  [
    'safe',
    'action',
    'Render safe, hand over',
    'The explosives team takes over. Note the time and the name.',
    'الإبطال ثم التسليم',
    'يتولى فريق المتفجرات المهمة. دوّن الوقت والاسم.',
  ],
  [
    'reopen',
    'action',
    'Reopen, close the log',
    'Lift the cordon from the exits inwards.',
    'إعادة الفتح وإغلاق السجل',
    'ارفع الطوق من المخارج إلى الداخل.',
  ],
] as const;

const edges: Readonly<Record<string, object>> = {
  start: { onCompletion: 's-log' },
  log: { onCompletion: 's-owner' },
  owner: { onCompletion: 's-cordon' },
  cordon: { onCompletion: 's-call' },
  call: { onCompletion: 's-decide' },
  decide: { onTrue: 's-both', onFalse: 's-reopen' },
  both: { nextSteps: ['s-prosecutor', 's-partner'], onCompletion: 's-safe' },
  prosecutor: { onCompletion: 's-end-a' },
  partner: { onCompletion: 's-end-b' },
  safe: { onCompletion: 's-reopen' },
  reopen: { onCompletion: 's-end' },
};

function drafts(made: ReturnType<typeof createRecord>): OperationDraft[] {
  if (!made.ok) throw new Error(`${made.failure.field}: ${made.failure.reason}`);
  return made.value;
}

const place = (id: string) => ({ scope: sampleScope, id });

/** "Unattended item at a transport hub": ten steps, a decision, two things at once; English, Arabic, half Russian. */
export function samplePlaybook(): OperationDraft[] {
  const head = createRecord(playbook, place(samplePlaybookId), {
    title: {
      en: 'Unattended item at a transport hub',
      ar: 'جسم متروك في مركز نقل',
      ru: 'Бесхозный предмет на транспортном узле',
    },
    description: {
      en: 'For the first forty minutes, until the explosives team takes over.',
      ar: 'للدقائق الأربعين الأولى، حتى يتولى فريق المتفجرات المهمة.',
    },
    reference: 'PB-0142',
    state: 'approved',
    releaseNumber: '4.2',
    language: 'en',
    types: ['engagement'],
    labels: ['station', 'transport'],
    region: 'Varenia',
    marking: 'TLP:AMBER',
    validUntil: Date.UTC(2027, 5, 30),
    workflowStart: 's-start',
  });
  const bare = ['start', 'end', 'end-a', 'end-b'].map((key, i) =>
    createRecord(step, place(`s-${key}`), {
      playbook: samplePlaybookId,
      kind: key === 'start' ? 'start' : 'end',
      order: key === 'start' ? 'a0' : `z${i}`,
      ...edges[key],
    }),
  );
  const steps = texts.map(([key, kind, name, description, nameAr, descriptionAr], i) =>
    createRecord(step, place(`s-${key}`), {
      playbook: samplePlaybookId,
      kind,
      order: `b${String(i).padStart(2, '0')}`,
      name: { en: name, ar: nameAr },
      description: description === '' ? {} : { en: description, ar: descriptionAr },
      who: {
        en: i < 3 ? 'First officer on scene' : 'Duty investigator',
        ar: i < 3 ? 'أول ضابط في الموقع' : 'المحقق المناوب',
      },
      authority: { en: 'Shift commander', ar: 'قائد المناوبة' },
      legalBasis: { en: 'Joint Order 7/2024, art. 3', ar: 'الأمر المشترك \u20667/2024\u2069، المادة 3' },
      caution:
        key === 'cordon'
          ? {
              en: 'No radio or mobile phone within 25 m of the item.',
              ar: 'يُمنع استخدام اللاسلكي والهاتف المحمول ضمن 25 م من الجسم.',
            }
          : {},
      ...edges[key],
    }),
  );
  return [head, ...bare, ...steps].flatMap(drafts);
}

/** A playbook of so many steps, one after the other with a decision at every tenth. */
export function longPlaybook(id: string, count: number, title = 'A long playbook'): OperationDraft[] {
  const idOf = (i: number) => `${id}-${String(i).padStart(4, '0')}`;
  const head = createRecord(playbook, place(id), {
    title: { en: title },
    language: 'en',
    state: 'draft',
    marking: 'TLP:GREEN',
    workflowStart: idOf(0),
  });
  const steps = Array.from({ length: count + 2 }, (_, i) => {
    const kind = i === 0 ? 'start' : i === count + 1 ? 'end' : i % 10 === 0 ? 'if-condition' : 'action';
    const next = idOf(i + 1);
    const onward =
      kind === 'end'
        ? {}
        : kind === 'if-condition'
          ? { onTrue: next, onFalse: idOf(Math.min(i + 4, count + 1)) }
          : { onCompletion: next };
    return createRecord(step, place(idOf(i)), {
      playbook: id,
      kind,
      order: `b${String(i).padStart(4, '0')}`,
      name: { en: `Step ${i} of the long list` },
      description: { en: 'Do this with care, note the time and the name of whoever did it, and go on to the next.' },
      who: { en: 'Duty investigator' },
      ...onward,
    });
  });
  return [head, ...steps].flatMap(drafts);
}

const titles = [
  ['Bomb threat received by telephone', 'تهديد هاتفي بوجود قنبلة', 'TLP:GREEN', 'released'],
  ['Evidence handed over at the border', 'تسليم الأدلة على الحدود', 'TLP:AMBER', 'approved'],
  ['Families of victims: the first 48 hours', 'أسر الضحايا: أول 48 ساعة', 'TLP:GREEN', 'released'],
  ['Preserve electronic records abroad', 'حفظ السجلات الإلكترونية في الخارج', 'TLP:AMBER+STRICT', 'in-review'],
  ['Drone seen near a border post', 'رصد طائرة مسيّرة قرب مركز حدودي', 'TLP:AMBER', 'approved'],
  ['Mail room screening', 'فحص غرفة البريد', 'TLP:CLEAR', 'withdrawn'],
] as const;

/** Many more playbooks without steps, to fill a list. */
export function manyPlaybooks(count: number): OperationDraft[] {
  return Array.from({ length: count }, (_, i) => {
    const [en, ar, marking, state] = titles[i % titles.length] as (typeof titles)[number];
    const round = Math.floor(i / titles.length);
    return createRecord(playbook, place(`many-${i}`), {
      title: {
        en: round === 0 ? en : `${en} (${round + 1})`,
        ...(i % 2 === 0 ? { ar } : {}),
        ...(i % 3 === 0 ? { fr: `Fiche ${i}` } : {}),
      },
      reference: `PB-${String(200 + i).padStart(4, '0')}`,
      language: 'en',
      state,
      marking,
      region: i % 4 === 0 ? 'Tolmara' : 'Varenia',
      types: [i % 2 === 0 ? 'notification' : 'investigation'],
      ...(i % 3 === 0 ? { validUntil: Date.UTC(2027, i % 12, 14) } : {}),
      ...(i % 5 === 1 ? { reviewDate: '2026-05-01' } : {}),
    });
  }).flatMap(drafts);
}
