import { useDataSession } from '../../data/data-context.tsx';
import { SetUpForm } from './set-up-form.tsx';
import { Sheet } from './sheet.tsx';
import './words.ts';

/** The first step of joining a hub: this laptop is protected before anything is put on it. */
export function SetUpScreen() {
  const { retry } = useDataSession();
  return (
    <Sheet>
      <SetUpForm level="h1" onCancel={retry} />
    </Sheet>
  );
}
