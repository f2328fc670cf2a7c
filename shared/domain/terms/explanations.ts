/** What terms and acronyms of the doctrine mean, a sentence in each language. Keyed by the English term, or by the acronym. */
import type { Term } from './term-list.ts';

export interface Explanation {
  /** Of an acronym, its words written out; null for a term of the list. */
  readonly full: Term | null;
  readonly means: Term;
}

type Row = readonly [en: string, ar: string, es: string, fr: string, ru: string, zh: string];

const terms: Readonly<Record<string, Row>> = {
  cordon: [
    'A line that only named people may cross, with a log of who did.',
    'خط لا يعبره إلا أشخاص محددون بالاسم، مع سجل بمن عبره.',
    'Línea que solo pueden cruzar personas designadas, con registro de quién lo hace.',
    'Ligne que seules des personnes désignées franchissent, avec un registre des passages.',
    'Линия, которую пересекают только названные лица, с записью каждого прохода.',
    '只有指定人员可以越过的界线，并登记越过者。',
  ],
  prosecutor: [
    'Directs the criminal inquiry and decides which measures the law allows.',
    'الجهة التي توجّه التحقيق الجنائي وتقرر أي التدابير يسمح بها القانون.',
    'Dirige la investigación penal y decide qué medidas permite la ley.',
    'Dirige l’enquête pénale et décide des mesures que la loi permet.',
    'Руководит уголовным расследованием и решает, какие меры допускает закон.',
    '领导刑事侦查，并决定法律允许采取哪些措施。',
  ],
  'duty officer': [
    'Answers for the centre at this hour and may alert the others.',
    'المسؤول عن المركز في هذه الساعة، وله أن ينبّه الآخرين.',
    'Responde por el centro a esta hora y puede alertar a los demás.',
    'Répond du centre à cette heure et peut alerter les autres.',
    'Отвечает за центр в этот час и может поднять остальных.',
    '此时对中心负责、可通知其他人员的官员。',
  ],
  'shift commander': [
    'Leads everybody on duty in this shift and gives the orders on the spot.',
    'يقود كل العاملين في هذه المناوبة ويصدر الأوامر في الموقع.',
    'Dirige a todo el personal de este turno y da las órdenes en el lugar.',
    'Dirige tout le personnel de ce quart et donne les ordres sur place.',
    'Руководит всеми в этой смене и отдаёт приказы на месте.',
    '领导本班全体人员并在现场下达命令。',
  ],
  'liaison officer': [
    'Carries questions and answers between two services or two states.',
    'ينقل الأسئلة والأجوبة بين جهازين أو دولتين.',
    'Lleva preguntas y respuestas entre dos servicios o dos Estados.',
    'Porte les questions et les réponses entre deux services ou deux États.',
    'Передаёт вопросы и ответы между двумя службами или государствами.',
    '在两个部门或两个国家之间传递问题与答复。',
  ],
  evidence: [
    'Anything that may later prove what happened: leave it, or record it before it is moved.',
    'كل ما قد يثبت لاحقاً ما حدث: يُترك مكانه أو يُوثَّق قبل نقله.',
    'Todo lo que luego pueda probar lo ocurrido: déjelo, o regístrelo antes de moverlo.',
    'Tout ce qui pourra prouver ce qui s’est passé : à laisser en place, ou à consigner avant de le déplacer.',
    'Всё, что потом может доказать случившееся: оставьте на месте или опишите до перемещения.',
    '日后可能证明事实的一切：保持原样，移动前先记录。',
  ],
  'chain of custody': [
    'The unbroken record of who held an item, from when to when.',
    'السجل المتصل لمن حاز الشيء، ومن متى إلى متى.',
    'Registro sin interrupción de quién tuvo el objeto, desde cuándo y hasta cuándo.',
    'Suite ininterrompue des détenteurs d’un objet, de quand à quand.',
    'Непрерывная запись о том, у кого и когда находился предмет.',
    '物品由谁、从何时到何时保管的不间断记录。',
  ],
  evacuation: [
    'Everybody leaves by known ways to a known place and is counted there.',
    'يخرج الجميع من مسالك معروفة إلى مكان معروف ويُحصَون فيه.',
    'Todos salen por vías conocidas a un lugar conocido, donde se los cuenta.',
    'Tous sortent par des voies connues vers un lieu connu, où ils sont comptés.',
    'Все уходят известными путями в известное место, где их пересчитывают.',
    '所有人沿已知路线撤到已知地点并清点人数。',
  ],
  casualty: [
    'A person who was hurt or killed, whatever the cause.',
    'شخص أُصيب أو قُتل أياً كان السبب.',
    'Persona herida o muerta, sea cual sea la causa.',
    'Personne blessée ou tuée, quelle qu’en soit la cause.',
    'Раненый или погибший, какова бы ни была причина.',
    '受伤或死亡的人员，不论原因。',
  ],
  'witness statement': [
    'What a person saw or heard, in their own words, signed.',
    'ما رآه الشخص أو سمعه بكلماته هو، موقّعاً.',
    'Lo que una persona vio u oyó, con sus palabras y firmado.',
    'Ce qu’une personne a vu ou entendu, dans ses mots, signé.',
    'То, что человек видел или слышал, его словами и за его подписью.',
    '证人亲述所见所闻并签名的记录。',
  ],
  'press line': [
    'The one text that everybody who is asked says to the press.',
    'النص الواحد الذي يقوله للصحافة كل من يُسأل.',
    'El único texto que dice a la prensa todo el que sea preguntado.',
    'Le seul texte que dit à la presse quiconque est interrogé.',
    'Единый текст, который говорит прессе каждый, кого спросят.',
    '凡被问及者对媒体使用的统一说法。',
  ],
};

const acronyms: Readonly<Record<string, { readonly full: Row; readonly means: Row }>> = {
  TLP: {
    full: [
      'Traffic Light Protocol',
      'بروتوكول إشارة المرور',
      'Protocolo del Semáforo',
      'Protocole des feux de circulation',
      'Протокол светофора',
      '交通灯协议',
    ],
    means: [
      'A mark that says how far something may be shared.',
      'وسم يبيّن إلى أي حد يجوز تداول الشيء.',
      'Marca que dice hasta dónde puede compartirse algo.',
      'Marque qui dit jusqu’où une chose peut être partagée.',
      'Пометка о том, кому это можно передавать.',
      '说明信息可共享范围的标记。',
    ],
  },
  SOP: {
    full: [
      'Standard operating procedure',
      'إجراء تشغيلي موحّد',
      'Procedimiento operativo normalizado',
      'Procédure opérationnelle normalisée',
      'Стандартный порядок действий',
      '标准作业程序',
    ],
    means: [
      'The written way in which a service does a recurring task.',
      'الطريقة المكتوبة التي يؤدي بها الجهاز مهمة متكررة.',
      'La forma escrita en que un servicio hace una tarea habitual.',
      'La façon écrite dont un service accomplit une tâche courante.',
      'Записанный способ, которым служба выполняет повторяющуюся задачу.',
      '部门执行例行任务的书面做法。',
    ],
  },
  EOD: {
    full: [
      'Explosive ordnance disposal',
      'التخلص من الذخائر المتفجرة',
      'Desactivación de artefactos explosivos',
      'Neutralisation des explosifs',
      'Обезвреживание взрывоопасных предметов',
      '爆炸物处置',
    ],
    means: [
      'The specialists who alone may touch a suspected explosive.',
      'الاختصاصيون الذين لا يحق لغيرهم لمس ما يُشتبه بأنه متفجر.',
      'Los únicos especialistas que pueden tocar un posible explosivo.',
      'Les seuls spécialistes autorisés à toucher un explosif présumé.',
      'Специалисты, которым одним разрешено касаться возможной взрывчатки.',
      '唯一可以接触疑似爆炸物的专业人员。',
    ],
  },
  CBRN: {
    full: [
      'Chemical, biological, radiological and nuclear',
      'كيميائي وبيولوجي وإشعاعي ونووي',
      'Químico, biológico, radiológico y nuclear',
      'Chimique, biologique, radiologique et nucléaire',
      'Химическое, биологическое, радиологическое и ядерное',
      '化学、生物、放射性和核',
    ],
    means: [
      'Dangers that cannot be seen and that spread: keep away and upwind.',
      'أخطار لا تُرى وتنتشر: ابتعد وابقَ عكس اتجاه الريح.',
      'Peligros que no se ven y se extienden: aléjese y quédese a barlovento.',
      'Dangers invisibles et qui se propagent : rester à distance, dos au vent.',
      'Невидимые и распространяющиеся опасности: держитесь дальше и с наветренной стороны.',
      '看不见且会扩散的危险：远离并处于上风处。',
    ],
  },
  IED: {
    full: [
      'Improvised explosive device',
      'عبوة ناسفة مرتجلة',
      'Artefacto explosivo improvisado',
      'Engin explosif improvisé',
      'Самодельное взрывное устройство',
      '简易爆炸装置',
    ],
    means: [
      'A home-made bomb; there may be a second one.',
      'قنبلة يدوية الصنع، وقد تكون هناك ثانية.',
      'Bomba casera; puede haber una segunda.',
      'Bombe artisanale ; il peut y en avoir une seconde.',
      'Самодельная бомба; рядом может быть вторая.',
      '自制炸弹，可能还有第二枚。',
    ],
  },
};

const termOf = ([en, ar, es, fr, ru, zh]: Row): Term => ({ en, ar, es, fr, ru, zh });

/** By the English of a term of the list. */
export const termExplanations: ReadonlyMap<string, Explanation> = new Map(
  Object.entries(terms).map(([en, means]) => [en, { full: null, means: termOf(means) }]),
);

/** By the acronym, as it stands in capitals in texts of every language. */
export const acronymExplanations: ReadonlyMap<string, Explanation> = new Map(
  Object.entries(acronyms).map(([short, { full, means }]) => [short, { full: termOf(full), means: termOf(means) }]),
);
