import { loadWorkflowPane } from './late-workflow-pane.tsx';
import { warmLayout } from './workflow-layout.ts';

/** Screens of a playbook and the worker of its picture, so that the first click on one does not wait for them. */
export async function warmUp(): Promise<void> {
  await import('./library.tsx');
  await import('./reader.tsx');
  await loadWorkflowPane();
  warmLayout();
  await import('./run-start.tsx');
  await import('./run-screen.tsx');
}
