/** A certificate as an unsigned credential of Open Badges 3.0 ([CT3]), and its short form for paper ([CT4]). */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../base/bytes.ts';
import type { RecordId } from '../../base/ids.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { utcDay } from '../../base/plain-date.ts';
import type { CompetencyResult } from '../assessment/assessment-result.ts';
import { languages } from '../language.ts';
import { type Localised, pickText, textIn } from '../localised.ts';
import { urnOf } from './certificate.ts';
import { certificateWords } from './certificate-words.ts';

const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

export interface CertificateFacts {
  readonly id: RecordId;
  readonly issuer: { readonly did: string; readonly centre: string };
  /** The record of the key names its status list. */
  readonly key: RecordId;
  readonly statusPlace: number;
  readonly person: {
    readonly id: RecordId;
    readonly name: string;
    readonly transliteration: string;
    readonly email: string;
  };
  readonly course: {
    readonly id: RecordId;
    readonly title: Localised;
    readonly aims: Localised;
    readonly language: string | undefined;
    readonly reference: string | undefined;
    readonly competencies: readonly string[];
    readonly validMonths: number | undefined;
  };
  readonly session: {
    readonly id: RecordId;
    readonly reference: string | undefined;
    readonly start: string | undefined;
    readonly end: string | undefined;
  };
  readonly attended: { readonly present: number; readonly of: number };
  /** What was recorded of each competency that has items ([AM10]); absent for a course without any. */
  readonly results?: readonly CompetencyResult[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The whole credential, unsigned. */
export function composeCertificate(facts: CertificateFacts): JsonObject {
  const { course, session, person } = facts;
  const { text: title, lang } = titleOf(course);
  const others = otherLanguages(course, lang);
  const reference = session.reference;
  return {
    ...headOf(facts, title),
    ...(others === '' ? {} : { description: others }),
    awardedDate: instantOf(facts.at),
    credentialSubject: {
      id: urnOf(person.id),
      type: ['AchievementSubject'],
      identifier: identitiesOf(facts),
      ...(session.start === undefined ? {} : { activityStartDate: `${session.start}T00:00:00Z` }),
      ...(session.end === undefined ? {} : { activityEndDate: `${session.end}T23:59:59Z` }),
      achievement: {
        ...achievementOf(facts, title, lang, pickText(course.aims, lang, course.language)?.text ?? title),
        ...(course.reference === undefined ? {} : { humanCode: course.reference }),
        ...(course.competencies.length === 0 ? {} : { tag: [...course.competencies] }),
        ...describedResults(facts),
      },
      ...achievedResults(facts),
    },
    evidence: [
      {
        id: urnOf(session.id),
        type: ['Evidence'],
        ...(reference === undefined ? {} : { name: reference }),
        narrative: certificateWords(lang).attended(facts.attended.present, facts.attended.of),
      },
    ],
  };
}

const resultId = ({ course }: CertificateFacts, place: number): string => `${urnOf(course.id)}#result-${place + 1}`;

/** What each competency was measured in, as the achievement says it. */
function describedResults(facts: CertificateFacts): JsonObject {
  const { results = [] } = facts;
  if (results.length === 0) return {};
  const described = results.map(({ competency }, place) => ({
    id: resultId(facts, place),
    type: ['ResultDescription'],
    name: competency,
    resultType: 'Percent',
    valueMin: '0',
    valueMax: '100',
  }));
  return { resultDescription: described };
}

/** What the person reached in each. */
function achievedResults(facts: CertificateFacts): JsonObject {
  const { results = [] } = facts;
  if (results.length === 0) return {};
  const achieved = results.map(({ reached, percent }, place) => ({
    type: ['Result'],
    resultDescription: resultId(facts, place),
    status: reached ? 'Completed' : 'Failed',
    value: String(percent),
  }));
  return { result: achieved };
}

/** What fits into a square on paper: who, what, by whom, until when, and where it is revoked; every letter more makes it denser. */
export function composeShortCertificate(facts: CertificateFacts): JsonObject {
  const { course, attended } = facts;
  const { text: name, lang } = titleOf(course);
  const { name: _name, credentialStatus, ...head } = headOf(facts, name);
  const { id: _id, ...status } = credentialStatus as JsonObject;
  return {
    ...head,
    credentialStatus: status,
    credentialSubject: {
      id: urnOf(facts.person.id),
      type: ['AchievementSubject'],
      identifier: namesOf(facts),
      achievement: {
        id: urnOf(course.id),
        type: ['Achievement'],
        name,
        description: course.reference ?? name,
        criteria: { narrative: certificateWords(lang).attended(attended.present, attended.of) },
      },
    },
  };
}

/** The last day of a certificate that is issued at a moment, or null when the course sets none. */
export function lastDayOf(at: number, months: number | undefined): string | null {
  if (months === undefined || months <= 0) return null;
  const from = new Date(at);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + Math.floor(months);
  // Of a month that is shorter, its last day.
  const day = Math.min(from.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  return utcDay(Date.UTC(year, month, day));
}

function headOf({ id, issuer, key, statusPlace, course, at }: CertificateFacts, title: string): JsonObject {
  const until = lastDayOf(at, course.validMonths);
  return {
    '@context': contexts,
    id: urnOf(id),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer.did, type: ['Profile'], name: issuer.centre },
    validFrom: instantOf(at),
    ...(until === null ? {} : { validUntil: `${until}T23:59:59Z` }),
    name: title,
    credentialStatus: {
      id: `${urnOf(key)}#${statusPlace}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(statusPlace),
      statusListCredential: urnOf(key),
    },
  };
}

function achievementOf({ course }: CertificateFacts, name: string, lang: string, description: string): JsonObject {
  return {
    id: urnOf(course.id),
    type: ['Achievement'],
    achievementType: 'CertificateOfCompletion',
    inLanguage: lang,
    name,
    description,
    criteria: { narrative: certificateWords(lang).criteria },
  };
}

const plainName = (name: string): JsonObject => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash: name,
  identityType: 'name',
});

/** In the script of the person first, then as others read it. */
function namesOf({ person: { id, name, transliteration } }: CertificateFacts): Json[] {
  const names = [...new Set([name.trim(), transliteration.trim()])].filter((each) => each !== '');
  return (names.length === 0 ? [urnOf(id)] : names).map(plainName);
}

/** The e-mail address is there to be recognised by whoever knows it, and not to be read. */
function identitiesOf(facts: CertificateFacts): Json[] {
  const email = facts.person.email.trim().toLowerCase();
  if (email === '') return namesOf(facts);
  const hashed = {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${toHex(sha256(utf8(`${email}${facts.id}`)))}`,
    identityType: 'emailAddress',
    salt: facts.id,
  };
  return [...namesOf(facts), hashed];
}

function titleOf(course: CertificateFacts['course']): { text: string; lang: string } {
  const own = course.language ?? 'en';
  return pickText(course.title, own, course.language) ?? { text: course.reference ?? urnOf(course.id), lang: own };
}

/** A line for each other language: `[fr] Title — aims`. Open Badges has one language a certificate, and this text beside it. */
function otherLanguages({ title, aims }: CertificateFacts['course'], lang: string): string {
  const lines = languages.flatMap((language) => {
    const name = language === lang ? null : textIn(title, language);
    if (name === null) return [];
    const text = textIn(aims, language);
    return [`[${language}] ${oneLine(name.text)}${text === null ? '' : ` — ${oneLine(text.text)}`}`];
  });
  return lines.join('\n');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The names of the course in the other languages, out of that text. */
export function namesInOtherLanguages(credential: JsonObject): { readonly lang: string; readonly text: string }[] {
  const text = credential['description'];
  if (typeof text !== 'string') return [];
  return text.split('\n').flatMap((line) => {
    const [, lang, name] = /^\[([a-z]{2})\] (.+?)(?: — .*)?$/.exec(line) ?? [];
    return lang === undefined || name === undefined ? [] : [{ lang, text: name }];
  });
}

/** To the second, as the standard's examples have it. */
const instantOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
