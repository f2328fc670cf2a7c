/** What the columns of an event list hold, suggested from their headings in the six languages and in German; a person has the last word. */
import { foldText } from '../names/fold-text.ts';
import { headerPlace } from '../spreadsheet/header-row.ts';
import { readTime } from './read-time.ts';

export const eventColumns = [
  'number',
  'date',
  'wall',
  'scenarioDay',
  'scenario',
  'title',
  'message',
  'expected',
  'instructions',
  'from',
  'to',
  'method',
  'place',
  'objective',
  'kind',
] as const;
export type EventColumn = (typeof eventColumns)[number];

/** For each column what it holds, or null for one that is left out. */
export type EventMapping = readonly (EventColumn | null)[];

/** Headings as they are met, joined by `|`; folded when compared. */
const headings: Readonly<Record<EventColumn, string>> = {
  number: `no|nr|num|number|#|id|inject no|inject number|inject #|event no|event number|event #|msel no|serial|
    الرقم|رقم|رقم الحدث|م|n°|nº|número|num inyecto|número de incidencia|numéro|numéro d'injection|№|номер|номер вводной|п/п|
    编号|序号|号码|注入编号|nummer|lfd nr|lfd. nr.|einlage nr|einlagennummer`,
  date: `date|event date|day|exercise day|day or date|tag|datum|übungstag|اليوم أو التاريخ|día o fecha|jour ou date|
    день или дата|التاريخ|اليوم|fecha|día|jour|дата|день|日期|天|日`,
  wall: `time|wall time|start time|scheduled time|planned time|event time|actual time|real time|clock|startex time|local time|
    الوقت|التوقيت|التوقيت الفعلي|الساعة|hora|hora real|hora prevista|heure|heure réelle|heure prévue|horaire|время|
    реальное время|время подачи|时间|实际时间|计划时间|zeit|uhrzeit|echtzeit|startzeit|ist-zeit`,
  scenarioDay:
    'scenario day|scenario date|day of the scenario|يوم السيناريو|día del escenario|jour du scénario|день сценария|情景日期|情景日|szenariotag|lagetag',
  scenario: `scenario time|exercise time|game time|story time|notional time|توقيت السيناريو|وقت السيناريو|hora del escenario|
    hora de escenario|heure du scénario|heure scénario|heure fictive|время сценария|оперативное время|情景时间|模拟时间|szenariozeit|übungszeit|lagezeit|fiktive zeit`,
  title: `title|event|task|inject|injection|inject title|event title|subject|headline|synopsis|event synopsis|summary|name|العنوان|الحدث|الموضوع|
    título|incidencia|suceso|evento|asunto|titre|événement|injection|objet|intitulé|заголовок|вводная|событие|название|тема|
    标题|事件|注入|主题|名称|titel|ereignis|einlage|einspielung|betreff|bezeichnung`,
  message: `message|description|inject text|event description|inject description|content|text|details|script|body|inject content|
    النص|الرسالة|الوصف|المحتوى|mensaje|descripción|texto|contenido|message à transmettre|texte|contenu|détail|сообщение|
    описание|текст|содержание|содержание вводной|内容|描述|消息|注入内容|说明|beschreibung|inhalt|nachricht|meldung|wortlaut|
    words to say or hand over|ما يقال أو يُسلَّم|qué decir o entregar|ce qu’il faut dire ou remettre|что сказать или передать|要说或要递交的内容`,
  expected: `expected action|expected actions|expected player action|expected response|expected outcome|expected result|
    player action|anticipated action|expectation|الإجراء المتوقع|الاستجابة المتوقعة|acción esperada|respuesta esperada|
    resultado esperado|action attendue|réaction attendue|réponse attendue|résultat attendu|ожидаемое действие|
    ожидаемые действия|ожидаемая реакция|预期行动|预期反应|预期动作|erwartete maßnahme|erwartete maßnahmen|erwartete reaktion|erwartetes handeln`,
  instructions: `notes|remarks|comments|controller notes|controller instructions|instructions|comment|ملاحظات|تعليمات|notas|
    observaciones|instrucciones|remarques|notes contrôleur|consignes|примечание|примечания|указания|备注|说明事项|导控说明|bemerkung|bemerkungen|anmerkungen|hinweise|hinweise für die leitung|
    instructions to controllers|تعليمات للمراقبين|instrucciones para los controladores|consignes aux contrôleurs|указания посредникам|给导控员的说明|
    instructions to directing staff|تعليمات لهيئة إدارة التمرين|instrucciones para el equipo de dirección|consignes à l’équipe de direction|
    указания штабу руководства|给导调组的说明|instructions to excon|تعليمات إلى excon|instrucciones para el excon|
    consignes à l’excon|указания для excon|给 excon 的说明`,
  from: `from|sender|source|initiator|injected by|responsible|responsible controller|controller|de la part de|من|المرسل|
    المصدر|de|remitente|origen|fuente|responsable|émetteur|expéditeur|от|от кого|отправитель|источник|来自|发送方|发出者|来源|von|absender|quelle|verantwortlich`,
  to: `to|recipient|recipients|receiver|target|target player|player|players|intended player|audience|team|teams|إلى|المستلم|
    المتلقي|para|destinatario|destinatarios|destino|à|destinataire|destinataires|кому|получатель|адресат|发给|接收方|接收者|对象|an|empfänger|adressat|zielgruppe`,
  method: `method|delivery|delivery method|mode|means|medium|channel|how|inject mode|type of inject|الوسيلة|الطريقة|
    وسيلة الإيصال|medio|método|canal|vía|moyen|mode de transmission|méthode|способ|способ передачи|канал|方式|途径|传递方式|übermittlung|weg|medium|kanal|übertragungsweg|art der übermittlung`,
  place:
    'location|place|where|site|venue|الموقع|المكان|lugar|ubicación|lieu|endroit|место|место проведения|地点|位置|ort|einsatzort',
  objective: `objective|objectives|training objective|الهدف التدريبي|objetivo de adiestramiento|objectif d’entraînement|
    учебная цель|训练目标|exercise objective|capability|core capability|target capability|goal|الهدف|الأهداف|
    objetivo|objetivos|capacidad|objectif|objectifs|capacité|цель|цели|задача|目标|演练目标|能力|ziel|ziele|übungsziel|übungsziele`,
  kind: 'type|event type|inject type|category|kind|النوع|نوع الحدث|tipo|tipo de evento|categoría|type d’événement|тип|вид|类型|类别|art|typ|kategorie',
};

const columnOfHeading = new Map<string, EventColumn>();
for (const column of eventColumns) {
  for (const heading of headings[column].split('|')) {
    const key = plain(heading);
    if (!columnOfHeading.has(key)) columnOfHeading.set(key, column);
  }
}

/** Suggests what each column holds by its heading; each is given once, to the first that has it. */
export function suggestColumns(header: readonly string[]): EventMapping {
  const taken = new Set<EventColumn>();
  return header.map((heading) => {
    const column = columnOfHeading.get(plain(heading));
    if (column === undefined || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/**
 * The place of the row that names the columns among the first rows, the one with the most headings that are known; null for a
 * list without headings.
 */
export function findHeader(rows: readonly { readonly cells: readonly string[] }[]): number | null {
  return headerPlace(rows, (cells) => {
    const known = cells.some(isValue) ? 0 : suggestColumns(cells).filter((column) => column !== null).length;
    return known >= 2 ? known : 0;
  });
}

/** A time, a day or a bare number stands in a row of the list and never over it. */
function isValue(cell: string): boolean {
  const reading = readTime(cell);
  const isTime = reading.kind === 'clock' || reading.kind === 'offset';
  return isTime || (reading.kind === 'unread' && reading.why !== 'not-a-time') || /^\d+([.,]\d+)?$/.test(cell.trim());
}

/** Whether a mapping finds words in a row. */
export function findsWords(mapping: EventMapping): boolean {
  return mapping.includes('title') || mapping.includes('message');
}

function plain(heading: string): string {
  return foldText(heading)
    .replace(/[_*:.()[\]’'/-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
