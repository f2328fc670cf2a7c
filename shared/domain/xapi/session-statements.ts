/** What people did in a session, as statements of xAPI 2.0 ([XA3]). Pure: the same records give the same statements. */
import type { RecordId } from '../../base/ids.ts';
import { timeIn } from '../../base/plain-date.ts';
import { type RecordedResult, recordedResults } from '../assessment/assessment-result.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { urnOf } from '../certificate/certificate.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';
import type { Localised } from '../localised.ts';
import type { ShownMark } from '../training/attendance.ts';
import type { AttendanceMark } from '../training/attendance-mark.ts';
import { type PersonRow, pseudonymOf, shownName } from '../training/roster.ts';
import {
  derivedUuid,
  extension,
  homePageOf,
  languageMap,
  statementId,
  type XapiActivity,
  type XapiAgent,
  type XapiContext,
  type XapiStatement,
} from './statement.ts';
import { activityTypes, type VerbName, verb } from './verbs.ts';

export interface SessionRecords {
  /** The number of the network. */
  readonly network: string;
  readonly session: { readonly id: RecordId; readonly timeZone: string | undefined };
  /** Null when it is not on this laptop. */
  readonly course: { readonly id: RecordId; readonly title: Localised; readonly language: string | undefined } | null;
  /** Everybody who is or was on the roster. */
  readonly people: readonly PersonRow[];
  /** Of each person and half day. */
  readonly attendance: Iterable<ShownMark>;
  /** Records of results, those that were recorded again included. */
  readonly results: readonly CatalogueEntry[];
  readonly certificates: readonly StandingCertificate[];
  /** Leads from a record of a person to the one that is shown for them. */
  personOf(id: RecordId): RecordId;
}

/** What of it leaves: `withNames` is what somebody said ([XA5]), the others are what they may read ([XA6]). */
export interface StatementChoice {
  readonly withNames: boolean;
  readonly attendance: boolean;
  readonly results: boolean;
  readonly certificates: boolean;
}

/** The statements of a session: attendance, results, certificates. */
export function sessionStatements(records: SessionRecords, choice: StatementChoice): XapiStatement[] {
  const frame = frameOf(records, choice);
  return [
    ...(choice.attendance ? attendanceStatements(records, frame) : []),
    ...(choice.results ? resultStatements(records, frame) : []),
    ...(choice.certificates ? certificateStatements(records, frame) : []),
  ];
}

/** What every statement of a session shares. */
interface Frame {
  /** Null for whoever is not on the roster, and for whoever was erased. */
  actorOf(person: RecordId | undefined): XapiAgent | null;
  /** The context of what happened in the session. */
  context(extensions?: XapiContext['extensions']): XapiContext;
  momentOf(day: string, at?: number): string;
}

function frameOf({ network, session, course, people, personOf }: SessionRecords, choice: StatementChoice): Frame {
  const homePage = homePageOf(network);
  const agents = new Map(
    people
      .filter(({ id, name }) => name !== pseudonymOf(id))
      .map((person): [RecordId, XapiAgent] => [
        person.id,
        {
          objectType: 'Agent',
          ...(choice.withNames ? { name: shownName(person) } : {}),
          account: { homePage, name: person.id },
        },
      ]),
  );
  const name = course === null ? undefined : languageMap(course.title);
  const named = name === undefined ? {} : { name };
  const courseActivity = course && activity(urnOf(course.id), { type: activityTypes.course, ...named });
  const sessionActivity = activity(urnOf(session.id), { type: activityTypes.meeting, ...named });
  return {
    actorOf: (person) => (person === undefined ? null : (agents.get(personOf(person)) ?? null)),
    context: (extensions) => ({
      platform: 'Waypost',
      ...(course?.language ? { language: course.language } : {}),
      contextActivities: {
        parent: [sessionActivity],
        ...(courseActivity === null ? {} : { grouping: [courseActivity] }),
      },
      ...(extensions === undefined ? {} : { extensions }),
    }),
    momentOf: (day, at) =>
      at !== undefined && timeIn(session.timeZone, at).day === day
        ? new Date(at).toISOString()
        : `${day}T12:00:00.000Z`,
  };
}

const activity = (id: string, definition: XapiActivity['definition']): XapiActivity => ({
  objectType: 'Activity',
  id,
  definition,
});

const said = (
  id: string,
  actor: XapiAgent,
  name: VerbName,
  rest: Pick<XapiStatement, 'object' | 'result' | 'context' | 'timestamp'>,
): XapiStatement => ({ id, actor, verb: verb(name), ...rest, version: '2.0.0' });

/** Takes back a statement that another store may have ([XA4]). */
function voided(target: string, actor: XapiAgent, timestamp: string): XapiStatement {
  const object = { objectType: 'StatementRef', id: target } as const;
  return said(derivedUuid('voids', target), actor, 'voided', { object, timestamp });
}

const wasThere = ({ mark }: AttendanceMark): boolean => mark === 'present' || mark === 'late';

function attendanceStatements({ session, attendance }: SessionRecords, frame: Frame): XapiStatement[] {
  return [...attendance].flatMap(({ mark: shown, history }) =>
    history.filter(wasThere).flatMap((mark) => {
      const actor = frame.actorOf(mark.person);
      const { day, part, at } = mark;
      if (actor === null || day === undefined || part === undefined) return [];
      const id = statementId(mark.id);
      // Of marks made apart that nobody has settled one is shown, and says it: nobody attends a half day twice.
      if (mark.id !== shown.id) return [voided(id, actor, frame.momentOf(day, at))];
      const object = activity(`${urnOf(session.id)}#${day}-${part}`, { type: activityTypes.meeting });
      const late = mark.mark === 'late' ? { result: { extensions: { [extension('late')]: true } } } : {};
      const context = frame.context({ [extension('day')]: day, [extension('part')]: part });
      return [said(id, actor, 'attended', { object, ...late, context, timestamp: frame.momentOf(day, at) })];
    }),
  );
}

function resultStatements({ course, results }: SessionRecords, frame: Frame): XapiStatement[] {
  const counting = new Set([...recordedResults(results).values()].map(({ id }) => id));
  const all = results.flatMap((entry) => [...recordedResults([entry]).values()]);
  return all.flatMap((result) => {
    const actor = frame.actorOf(result.person);
    if (actor === null || result.day === '') return [];
    return result.results.map((each) => {
      const id = statementId(result.id, each.competency);
      if (!counting.has(result.id)) return voided(id, actor, frame.momentOf(result.day));
      return said(id, actor, each.reached ? 'passed' : 'failed', reachedIn(each, result, course, frame));
    });
  });
}

function reachedIn(
  { competency, reached, percent }: RecordedResult['results'][number],
  { day, validUntil }: RecordedResult,
  course: SessionRecords['course'],
  frame: Frame,
): Pick<XapiStatement, 'object' | 'result' | 'context' | 'timestamp'> {
  // A competency has no number of its own: it is one of its course, in its words.
  const object = activity(`urn:uuid:${derivedUuid('competency', course?.id ?? '', competency)}`, {
    type: activityTypes.objective,
    name: { [course?.language || 'und']: competency },
  });
  const score = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
  const until = reached && validUntil !== null ? { [extension('valid-until')]: validUntil } : undefined;
  return {
    object,
    result: { success: reached, completion: true, score },
    context: frame.context({ [extension('day')]: day, ...until }),
    timestamp: frame.momentOf(day),
  };
}

function certificateStatements({ certificates, course }: SessionRecords, frame: Frame): XapiStatement[] {
  const name = course === null ? undefined : languageMap(course.title);
  return certificates.flatMap(({ id, person, issuedOn, validUntil, state, ended }) => {
    const actor = frame.actorOf(person);
    if (actor === null || issuedOn === '') return [];
    const statement = statementId(id);
    if (state === 'revoked' || state === 'replaced') {
      return [voided(statement, actor, frame.momentOf(ended?.day || issuedOn))];
    }
    const object = activity(urnOf(id), { type: activityTypes.badge, ...(name === undefined ? {} : { name }) });
    const until = validUntil === null ? undefined : { [extension('valid-until')]: validUntil };
    return [
      said(statement, actor, 'earned', {
        object,
        result: { success: true, completion: true },
        context: frame.context({ [extension('day')]: issuedOn, ...until }),
        timestamp: frame.momentOf(issuedOn),
      }),
    ];
  });
}
