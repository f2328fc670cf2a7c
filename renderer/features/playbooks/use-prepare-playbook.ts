import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { childrenQuery, recordQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { stepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import { workflowGraph } from './workflow-graph.ts';
import { layoutWorkflow } from './workflow-layout.ts';

/** A pointer that only passes over a row opens nothing: it has to rest for so many milliseconds. */
const rest = 60;

/** Reads a playbook and lays its picture out while a pointer or the keys rest on its row: the click finds both ready. */
export function usePreparePlaybook(): (id: RecordId) => void {
  const client = useQueryClient();
  const { language } = useLocale();
  const edgeWord = useEdgeWords();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const prepare = async (id: RecordId) => {
    const [record, steps] = await Promise.all([
      client.ensureQueryData(recordQuery(playbook, id)),
      client.ensureQueryData(childrenQuery(step, id)),
    ]);
    if (record === null || typeof Worker === 'undefined') return;
    const model = stepsModel(steps, record.workflowStart ?? null, record.workflowException ?? null);
    await layoutWorkflow(workflowGraph(model, language, record.language, edgeWord));
  };
  const latest = useRef(prepare);
  latest.current = prepare;
  return useCallback((id) => {
    clearTimeout(timer.current);
    // what fails here fails again, and is told, when the playbook is opened
    timer.current = setTimeout(() => void latest.current(id).catch(() => {}), rest);
  }, []);
}
