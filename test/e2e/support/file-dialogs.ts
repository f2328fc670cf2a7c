/** What a person would do in the system's file dialogs, which no test can press: the next one answers with this path. */
import type { Laptop } from './laptop.ts';

/** The dialog that opens a file gives this one. */
export async function pickNext({ app }: Laptop, path: string): Promise<void> {
  await app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] });
  }, path);
}

/** The dialog that saves a file gives this place. */
export async function saveNext({ app }: Laptop, path: string): Promise<void> {
  await app.evaluate(({ dialog }, place) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: place });
  }, path);
}
