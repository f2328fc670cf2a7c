import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { WorkflowPaneProps } from './workflow-pane.tsx';

let loaded: ComponentType<WorkflowPaneProps> | null = null;

/** Loads the picture and its library. */
export async function loadWorkflowPane(): Promise<{ readonly default: ComponentType<WorkflowPaneProps> }> {
  const { WorkflowPane } = await import('./workflow-pane.tsx');
  loaded = WorkflowPane;
  return { default: WorkflowPane };
}

const Late = lazy(loadWorkflowPane);

/**
 * The picture, which loads while the steps are already read. One that is loaded by then is drawn with the first steps: what React
 * had to wait for, it shows 300 ms later at the earliest, and after all that is deferred.
 */
export function LateWorkflowPane(props: WorkflowPaneProps) {
  const [Pane] = useState<ComponentType<WorkflowPaneProps>>(() => loaded ?? Late);
  return (
    <Suspense fallback={null}>
      <Pane {...props} />
    </Suspense>
  );
}
