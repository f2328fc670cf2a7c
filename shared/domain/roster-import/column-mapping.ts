/** What the columns of a roster hold, suggested from their headings in the six languages and in German; a person has the last word. */
import { foldText } from '../names/fold-text.ts';
import { headerPlace } from '../spreadsheet/header-row.ts';

export const columnRoles = [
  'name',
  'givenName',
  'familyName',
  'transliteration',
  'organisation',
  'role',
  'email',
  'registeredOn',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** For each column what it holds, or null for one that is left out. */
export type ColumnMapping = readonly (ColumnRole | null)[];

/** Headings as they are met, folded when compared; the first role that has one wins. */
const headings: Readonly<Record<ColumnRole, readonly string[]>> = {
  givenName: [
    'first name',
    'given name',
    'forename',
    'الاسم الأول',
    'nombre de pila',
    'prénom',
    'имя',
    '名',
    'vorname',
  ],
  familyName: [
    'last name',
    'family name',
    'surname',
    'اسم العائلة',
    'اللقب',
    'apellido',
    'apellidos',
    'nom de famille',
    'фамилия',
    '姓',
    'nachname',
    'familienname',
  ],
  transliteration: [
    'transliteration',
    'name in latin',
    'name in latin letters',
    'latin name',
    'name (latin)',
    'romanised name',
    'english name',
    'passport name',
    'الاسم بالإنجليزية',
    'الاسم بالأحرف اللاتينية',
    'transliteración',
    'nombre en latín',
    'nombre en letras latinas',
    'translittération',
    'nom en caractères latins',
    'транслитерация',
    'имя латиницей',
    'латиницей',
    '拼音',
    '英文名',
    '拉丁名',
    '拉丁字母姓名',
    'umschrift',
    'name in lateinischer schrift',
  ],
  name: [
    'name',
    'full name',
    'participant',
    'trainee',
    'student',
    'attendee',
    'person',
    'الاسم',
    'الاسم الكامل',
    'المشارك',
    'المتدرب',
    'nombre',
    'nombre completo',
    'nombre y apellidos',
    'participante',
    'alumno',
    'nom',
    'nom complet',
    'nom et prénom',
    'stagiaire',
    'фио',
    'полное имя',
    'участник',
    'слушатель',
    '姓名',
    '名字',
    '学员',
    'vollständiger name',
    'teilnehmer',
    'teilnehmerin',
    'vor- und nachname',
  ],
  organisation: [
    'organisation',
    'organization',
    'organisation name',
    'agency',
    'institution',
    'unit',
    'centre',
    'center',
    'employer',
    'department',
    'service',
    'المؤسسة',
    'الجهة',
    'المنظمة',
    'المركز',
    'organización',
    'institución',
    'entidad',
    'centro',
    'organisme',
    'établissement',
    'организация',
    'учреждение',
    'ведомство',
    'центр',
    '单位',
    '机构',
    '组织',
    '中心',
    'behörde',
    'dienststelle',
    'einrichtung',
  ],
  role: [
    'role',
    'rank',
    'job title',
    'role or rank',
    'title',
    'position',
    'function',
    'grade',
    'الوظيفة',
    'الوظيفة أو الرتبة',
    'الرتبة',
    'المنصب',
    'المسمى الوظيفي',
    'cargo',
    'cargo o rango',
    'puesto',
    'función',
    'rango',
    'fonction',
    'fonction ou grade',
    'poste',
    'должность',
    'должность или звание',
    'звание',
    'роль',
    '职务',
    '职务或警衔',
    '职位',
    '警衔',
    '职称',
    'dienstgrad',
    'dienststellung',
    'amtsbezeichnung',
    'funktion',
  ],
  email: [
    'email',
    'e-mail',
    'mail',
    'email address',
    'البريد الإلكتروني',
    'correo',
    'correo electrónico',
    'courriel',
    'adresse électronique',
    'электронная почта',
    'эл. почта',
    'почта',
    '电子邮件',
    '邮箱',
    '电邮',
    'e-mail-adresse',
  ],
  registeredOn: [
    'registered',
    'registered on',
    'registration date',
    'enrolled on',
    'enrolment date',
    'date',
    'تاريخ التسجيل',
    'التاريخ',
    'fecha',
    'fecha de inscripción',
    'date d’inscription',
    "date d'inscription",
    'дата',
    'дата записи',
    'дата регистрации',
    '日期',
    '报名日期',
    '登记日期',
    'datum',
    'anmeldedatum',
    'angemeldet am',
  ],
};

const roleOfHeading = new Map(
  columnRoles.flatMap((role) => headings[role].map((heading) => [plain(heading), role] as const)),
);

/** Suggests what each column of a header holds. A role is given once, to the first column that has its heading. */
export function suggestMapping(header: readonly string[]): ColumnMapping {
  const taken = new Set<ColumnRole>();
  const mapping = header.map((heading) => {
    const role = roleOfHeading.get(plain(heading));
    if (role === undefined || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
  // "Nom, Prénom" is a family name beside a given one; alone, "Nom" is the whole.
  if (!taken.has('givenName') || taken.has('familyName')) return mapping;
  return mapping.map((role) => (role === 'name' ? 'familyName' : role));
}

/**
 * The place of the row that names the columns: the one with the most headings that are known, else the first. A row of one
 * heading among other words names nothing, and neither does one with a number or an address in it.
 */
export function findRosterHeader(rows: readonly { readonly cells: readonly string[] }[]): number {
  const place = headerPlace(rows, (cells) => {
    if (cells.some((cell) => /@|\d{2}/.test(cell))) return 0;
    const known = suggestMapping(cells).filter((role) => role !== null).length;
    return known >= 2 || known === cells.filter((cell) => cell !== '').length ? known : 0;
  });
  return place ?? 0;
}

/** Whether a mapping finds a name in a row: whole, or in parts. */
export function namesSomebody(mapping: ColumnMapping): boolean {
  return mapping.some((role) => role === 'name' || role === 'givenName' || role === 'familyName');
}

function plain(heading: string): string {
  return foldText(heading)
    .replace(/[_*:.()[\]’'-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
