import { setFields } from '../../shared/domain/edit.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { withTranslationNotes } from '../../shared/domain/translation/fill-notes.ts';
import type { FakeLiveEngine } from './fake-live-engine.ts';

/** Somebody elsewhere writes fields; what they saw there is replaced. */
export async function writeElsewhere(engine: FakeLiveEngine, record: string, values: Record<string, string>) {
  const [state] = await engine.open([record]);
  const declaration = state && declarationOf(state.type);
  if (state === undefined || declaration === undefined) throw new Error(`no record ${record}`);
  const made = setFields(declaration, state, values);
  if (!made.ok) throw new Error(made.failure.kind);
  engine.receive('elsewhere', withTranslationNotes(made.value, new Map([[record, state]])));
}
