/**
 * Texts of six languages by the thousand, with the spread of words that a library has: a few words everywhere, most of
 * them rare, and new ones all the time. Follows a seed, so that two runs search the same.
 */
import type { Language } from '../../shared/domain/language.ts';
import type { SearchDocument } from '../../shared/domain/search/search-document.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';

const words: Readonly<Record<Language, string>> = {
  en:
    'the and of to in for at by with on officer station cordon evidence border report shift commander prosecutor victim ' +
    'family vehicle radio explosives evacuation crowd bridge harbour tunnel warehouse passport witness laboratory record ' +
    'signature custody translator hospital ambulance siren barrier assembly register briefing exercise inject observer',
  ar:
    'في من على إلى عن مع أن التي الذي كل ضابط محطة الطوق الأدلة الحدود البلاغ المناوبة القائد النيابة الضحية الأسرة المركبة ' +
    'اللاسلكي المتفجرات الإخلاء الحشد الجسر الميناء النفق المستودع الجواز الشاهد المختبر السجل التوقيع الحراسة المترجم ' +
    'المستشفى الإسعاف الحاجز التجمع الإحاطة التمرين المراقب التسليم المفتش القنبلة الهاتف المشرف',
  es:
    'el la de en para por con una los que oficial estación cordón pruebas frontera informe turno comandante fiscal víctima ' +
    'familia vehículo radio explosivos evacuación multitud puente puerto túnel almacén pasaporte testigo laboratorio acta ' +
    'firma custodia traductor hospital ambulancia sirena barrera reunión registro sesión ejercicio observador inspector',
  fr:
    'le la de en pour par avec une les que officier gare périmètre preuves frontière rapport équipe commandant procureur ' +
    'victime famille véhicule radio explosifs évacuation foule pont port tunnel entrepôt passeport témoin laboratoire acte ' +
    'signature garde traducteur hôpital ambulance sirène barrière rassemblement registre réunion exercice observateur',
  ru:
    'и в на с по для от не что при офицер вокзал оцепление доказательства граница доклад смена командир прокурор ' +
    'пострадавший семья машина рация взрывчатка эвакуация толпа мост порт тоннель склад паспорт свидетель лаборатория ' +
    'протокол подпись охрана переводчик больница сирена барьер сбор журнал инструктаж учение наблюдатель отчёт',
  zh:
    '的 在 和 由 对 向 人员 车站 警戒线 证据 边境 报告 班次 指挥员 检察官 受害者 家属 车辆 电台 爆炸物 疏散 人群 桥梁 港口 隧道 仓库 ' +
    '护照 证人 实验室 记录 签名 看管 翻译 医院 救护车 警报 路障 集合 登记 简报 演练 观察员 交接 检查 电话 值班',
};
const languages = Object.keys(words) as Language[];
/** Words of a title and of a body. */
export interface TextSizes {
  readonly title: number;
  readonly body: number;
}
const usualSizes: TextSizes = { title: 2, body: 24 };

/** Playbooks with a title and a description in each of six languages: six texts to search apiece. */
export function manyTexts(texts: number, { title: titleWords, body }: TextSizes = usualSizes): SearchDocument[] {
  const random = seeded(20_261_126);
  const lists = new Map(languages.map((language) => [language, words[language].split(' ')]));
  return Array.from({ length: Math.ceil(texts / languages.length) }, (_, number) => {
    const id = `0190f000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
    const editions = languages.flatMap((language) => {
      const list = lists.get(language) ?? [];
      const text = Array.from({ length: body }, () => wordOf(list, random)).join(language === 'zh' ? '' : ' ');
      const title = Array.from({ length: titleWords }, () => list[10 + random.below(list.length - 10)]).join(' ');
      return [
        { field: `title.${language}`, text: title, weight: 'title', isName: false },
        { field: `description.${language}`, text, weight: 'body', isName: false },
      ] as const;
    });
    const reference = {
      field: 'reference',
      text: `PB-${String(number).padStart(5, '0')}`,
      weight: 'title',
      isName: false,
    } as const;
    return { id, type: 'playbook', owner: id, texts: [...editions, reference] };
  });
}

/** Common words often, and now and then one that is hardly anywhere else: the halves of two. */
function wordOf(list: readonly string[], random: Seeded): string {
  const at = Math.floor(random.next() ** 2 * list.length);
  const word = list[at] as string;
  if (random.chance(0.9)) return word;
  const other = random.pick(list);
  return word.slice(0, Math.ceil(word.length / 2)) + other.slice(Math.floor(other.length / 3));
}
