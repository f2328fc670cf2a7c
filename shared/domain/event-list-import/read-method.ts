/** Words for how an inject is delivered and what kind it is, in the six languages and in German. */
import { type InjectKind, type InjectMethod, injectKinds, injectMethods } from '../conduct/inject.ts';
import { foldText } from '../names/fold-text.ts';

const methodWords: Readonly<Record<InjectMethod, RegExp>> = {
  'text-message': words('sms|text message|رسالة نصية|mensaje de texto|смс|短信|kurznachricht|textnachricht'),
  'e-mail': words(
    'e-mail|email|mail|courriel|correo|correo electrónico|بريد|البريد|بريد إلكتروني|эл. почта|почта|邮件|电子邮件|e-mail-nachricht',
  ),
  phone: words(
    'phone|telephone|call|tel|هاتف|اتصال|مكالمة|teléfono|llamada|téléphone|appel|телефон|звонок|电话|telefon|anruf|telefonisch',
  ),
  radio: words('radio|لاسلكي|راديو|рация|радио|радиосвязь|无线电|对讲机|funk|funkspruch'),
  'in-person': words(
    'in person|face to face|face-to-face|in-person|verbal|role player|actor|شخصياً|حضورياً|شفهي|en persona|verbal|presencial|en personne|de vive voix|oral|figurant|лично|устно|статист|当面|口头|persönlich|mündlich|darsteller',
  ),
  paper: words(
    'paper|letter|handout|fax|document|ورق|رسالة ورقية|papel|carta|papier|lettre|бумага|письмо|на бумаге|纸质|书面|传真|papier|brief|schriftlich',
  ),
  media: words(
    'media|news|tv|television|social media|press|إعلام|وسائل الإعلام|medios|prensa|médias|presse|сми|новости|媒体|新闻|medien|presse|nachrichten',
  ),
};

const kindWords: Readonly<Record<InjectKind, RegExp>> = {
  contingency: words(
    'contingency|contingency inject|conditional|طارئ|contingencia|condicional|conditionnel|conditionnelle|резервная|условная|备用|应变|eventualeinlage|bedarfsweise',
  ),
  'expected-action': words(
    'expected action|expected player action|expected event|إجراء متوقع|acción esperada|action attendue|ожидаемое действие|预期行动|erwartete maßnahme|erwartete reaktion',
  ),
  inject: words('inject|injection|incidencia|حدث|вводная|注入|einlage|einspielung'),
};

/** One of the methods that have a word in every language, else the word of the list. */
export function readMethod(cell: string): string {
  const folded = foldText(cell);
  return injectMethods.find((method) => methodWords[method].test(folded)) ?? cell;
}

/** The kind that a word of the list means; an inject unless it says otherwise. */
export function readKind(cell: string): InjectKind {
  const folded = foldText(cell);
  // What is expected or only perhaps said calls itself an inject as well.
  const order: readonly InjectKind[] = ['contingency', 'expected-action', ...injectKinds];
  return order.find((kind) => kindWords[kind].test(folded)) ?? 'inject';
}

/** Any of these as whole words; where words are written together, anywhere. */
function words(list: string): RegExp {
  const each = list.split('|').map((word) => foldText(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parted = each.map((word) => (/\p{Script=Han}/u.test(word) ? word : `(?<!\\p{L})${word}(?!\\p{L})`));
  return new RegExp(parted.join('|'), 'u');
}
