/** What stands in the forms of a placement and of its report, and the fields that they become. Pure. */
import type { Json } from '../../../../shared/base/json.ts';
import type { Placement, PlacementKind } from '../../../../shared/domain/placement/placement.ts';
import { linesOf } from '../../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../../shared/domain/tlp.ts';

export interface TypedPlacement {
  readonly kind: PlacementKind;
  readonly language: string;
  readonly home: string;
  readonly host: string;
  readonly purpose: string;
  readonly start: string;
  readonly end: string;
  readonly competencies: string;
  readonly reportDue: string;
  readonly calledOff: string;
  readonly calledOffWhy: string;
  readonly reference: string;
  readonly marking: TlpLevel;
}

/** The form of a placement, in the language it is written in; of a new one, with what is known of where it begins. */
export function typedOf(placement: Placement | undefined, begins: { language: string; home: string }): TypedPlacement {
  const language = placement?.language ?? begins.language;
  return {
    kind: placement?.kind ?? 'secondment',
    language,
    home: placement === undefined ? begins.home : (placement.home ?? ''),
    host: placement?.host ?? '',
    purpose: placement?.purpose[language] ?? '',
    start: placement?.start ?? '',
    end: placement?.end ?? '',
    competencies: (placement?.competencies ?? []).join('\n'),
    reportDue: placement?.reportDue ?? '',
    calledOff: placement?.calledOff ?? '',
    calledOffWhy: placement?.calledOffWhy ?? '',
    reference: placement?.reference ?? '',
    marking: placement?.marking ?? 'TLP:AMBER',
  };
}

const text = (typed: string): string | null => typed.trim() || null;

/** By field key, as a save takes them; what is empty is cleared. */
export function keyed(values: TypedPlacement): Record<string, Json> {
  return {
    kind: values.kind,
    language: values.language,
    home: text(values.home),
    host: text(values.host),
    [`purpose.${values.language}`]: text(values.purpose),
    start: values.start || null,
    end: values.end || null,
    competencies: linesOf(values.competencies),
    reportDue: values.reportDue || null,
    calledOff: values.calledOff || null,
    calledOffWhy: text(values.calledOffWhy),
    reference: text(values.reference),
    marking: values.marking,
  };
}

export interface TypedReport {
  readonly report: string;
  readonly lessons: string;
  readonly reportedOn: string;
}

/** The form of a report, in the language of its placement. */
export function typedReport({ report, lessons, reportedOn }: Placement, language: string): TypedReport {
  return { report: report[language] ?? '', lessons: lessons[language] ?? '', reportedOn: reportedOn ?? '' };
}

/** By field key. Without a day it stays a draft ([PC4]). */
export function keyedReport({ report, lessons, reportedOn }: TypedReport, language: string): Record<string, Json> {
  return {
    [`report.${language}`]: text(report),
    [`lessons.${language}`]: text(lessons),
    reportedOn: reportedOn || null,
  };
}
