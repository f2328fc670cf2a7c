/** Screens of the training, so that the first click on one does not wait for it. */
export async function warmUp(): Promise<void> {
  await import('./session-list.tsx');
  await import('./session-screen.tsx');
  await import('./attendance-screen.tsx');
  await import('./people-screen.tsx');
}
