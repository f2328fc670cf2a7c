/** The fixed words of a certificate, in its own language: it is read far from the laptop that made it. */
import type { Language } from '../language.ts';

export interface CertificateWords {
  readonly title: string;
  readonly completed: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly forGood: string;
  readonly issuedBy: string;
  /** What the square is for. */
  readonly check: string;
  readonly criteria: string;
  attended(present: number, of: number): string;
}

const words: Readonly<Record<Language, CertificateWords>> = {
  en: {
    title: 'Certificate',
    completed: 'has completed the course',
    issuedOn: 'Issued on',
    validUntil: 'Valid until',
    forGood: 'Valid without end',
    issuedBy: 'Issued by',
    check: 'The square is the certificate, signed: it can be checked without a network.',
    criteria: 'Present in at least four of five of the half days of the session.',
    attended: (present, of) => `Half days attended: ${present} of ${of}`,
  },
  ar: {
    title: 'شهادة',
    completed: 'أتمّ الدورة',
    issuedOn: 'تاريخ الإصدار',
    validUntil: 'صالحة حتى',
    forGood: 'صالحة بلا أجل',
    issuedBy: 'جهة الإصدار',
    check: 'المربع هو الشهادة نفسها موقّعةً، ويمكن التحقق منها دون شبكة.',
    criteria: 'الحضور في أربعة أخماس أنصاف أيام الدورة على الأقل.',
    attended: (present, of) => `أنصاف الأيام المحضورة: ${present} من ${of}`,
  },
  es: {
    title: 'Certificado',
    completed: 'ha completado el curso',
    issuedOn: 'Expedido el',
    validUntil: 'Válido hasta el',
    forGood: 'Válido sin límite',
    issuedBy: 'Expedido por',
    check: 'El cuadrado es el certificado, firmado: se comprueba sin red.',
    criteria: 'Presente en al menos cuatro de cada cinco medias jornadas de la sesión.',
    attended: (present, of) => `Medias jornadas asistidas: ${present} de ${of}`,
  },
  fr: {
    title: 'Certificat',
    completed: 'a suivi la formation',
    issuedOn: 'Délivré le',
    validUntil: 'Valable jusqu’au',
    forGood: 'Valable sans limite',
    issuedBy: 'Délivré par',
    check: 'Le carré est le certificat, signé\u00a0: il se vérifie sans réseau.',
    criteria: 'Présence à au moins quatre demi-journées sur cinq de la session.',
    attended: (present, of) => `Demi-journées suivies\u00a0: ${present} sur ${of}`,
  },
  ru: {
    title: 'Свидетельство',
    completed: 'освоил(а) курс',
    issuedOn: 'Дата выдачи',
    validUntil: 'Действительно до',
    forGood: 'Действительно бессрочно',
    issuedBy: 'Кем выдано',
    check: 'Квадрат — это само свидетельство с подписью: его можно проверить без сети.',
    criteria: 'Присутствие не менее чем в четырёх из пяти полудней занятий.',
    attended: (present, of) => `Посещено полудней: ${present} из ${of}`,
  },
  zh: {
    title: '证书',
    completed: '已完成课程',
    issuedOn: '签发日期',
    validUntil: '有效期至',
    forGood: '长期有效',
    issuedBy: '签发单位',
    check: '方码即为已签名的证书，无需网络即可核验。',
    criteria: '出席该期课程至少五分之四的半天。',
    attended: (present, of) => `出席半天数：${present}/${of}`,
  },
};

/** The words of a language; English where a course is written in another one. */
export function certificateWords(language: string): CertificateWords {
  const base = language.split('-')[0] as string;
  return Object.hasOwn(words, base) ? words[base as Language] : words.en;
}
