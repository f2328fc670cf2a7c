import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { attachmentLimit } from '../../../shared/domain/attachment.ts';
import { useDesktop, useEngine, useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useActivityStore } from '../../ui/activities.ts';
import type { ActivityEnd } from '../../ui/activity-store.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { type ImportVerdict, importFile, type PickedFile } from './import-files.ts';
import { openReport } from './import-report-store.ts';

export interface Importer {
  pick(kind: 'files' | 'folder'): Promise<void>;
  drop(files: readonly File[]): Promise<void>;
  /** False when this person may add playbooks in no scope. */
  readonly isAllowed: boolean;
}

/** What the dialog offers; dropped files are judged by what is in them. */
const extensions = ['json', 'cacao', 'stix', 'txt', 'md', 'markdown', 'docx'];

/** Imports picked or dropped files one after the other, shown in the tray, with a report on its own screen. */
export function useImport(): Importer {
  const { t } = useTranslation('playbooks');
  const desktop = useDesktop();
  const engine = useEngine();
  const { person, may } = useProfile();
  const { scopes } = useIdentity();
  const activities = useActivityStore();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const navigate = useNavigate();
  const scope = scopes.find(({ id }) => may('create', 'playbook', id))?.id;

  const run = async (files: readonly PickedFile[]) => {
    if (files.length === 0) return;
    if (scope === undefined) return announce(t('import.noScope'));
    const report = openReport(files.length, Date.now());
    void navigate({ to: '/playbooks/import' });
    const counts: Record<ImportVerdict, number> = {
      imported: 0,
      warned: 0,
      duplicate: 0,
      refused: 0,
      proposed: 0,
      dismissed: 0,
    };
    const end = (state: ActivityEnd['state']): ActivityEnd => {
      report.close(state);
      const done = t('import.done', { imported: counts.imported + counts.warned, refused: counts.refused });
      const note = counts.proposed === 0 ? done : `${done} ${t('import.toConfirm', { count: counts.proposed })}`;
      announce(note);
      return { state, note, path: '/playbooks/import' };
    };
    const options = { total: files.length, onFault: () => end('failed') };
    return activities.track(t('import.activity', { count: files.length }), options, async (activity) => {
      for (const [place, file] of files.entries()) {
        if (activity.signal.aborted) return end('stopped');
        const result = await importFile(file, { engine, person, scope });
        for (const document of result.documents) counts[document.verdict] += 1;
        report.add(result);
        activity.progress(place + 1);
        // a turn for the page: painting and keys come before the next file
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return end('done');
    });
  };
  return {
    isAllowed: scope !== undefined,
    async pick(kind) {
      const picked = await desktop.call('files:pick', { kind, extensions });
      if (!picked.ok) return announce(failureText(picked.failure));
      // the host gives files over the limit without their bytes
      await run(picked.value.files);
    },
    drop: async (files) => run(await Promise.all(files.map(readDropped))),
  };
}

async function readDropped(file: File): Promise<PickedFile> {
  if (file.size > attachmentLimit) return { name: file.name, bytes: new Uint8Array(), tooLarge: true };
  return { name: file.webkitRelativePath || file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
