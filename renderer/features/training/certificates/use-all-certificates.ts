import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { certificate, readCertificate } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { pseudonymOf, shownName } from '../../../../shared/domain/training/roster.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import type { EngineApi } from '../../../../shared/sync/engine-api.ts';
import { useDesktop, useEngine } from '../../../data/engine-context.tsx';
import { fileNameOf } from '../../../data/file-name.ts';
import { useAskLeaving } from '../../../data/leaving-provider.tsx';
import { markAbove } from '../../../data/mark-above.ts';
import { pagePieces } from '../../../data/page-pieces.ts';
import { printSheet } from '../../../data/use-printing.ts';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { useActivityStore } from '../../../ui/activities.ts';
import type { ActivityEnd, ActivityHandle } from '../../../ui/activity-store.ts';
import type { OpenSession } from '../use-session.ts';
import { type AllForm, type ManyInOne, pagesOf, zipOf } from './many-in-one.ts';
import type { Printable } from './sheet.tsx';

/** Certificates that are read and drawn between two words of how far it is. */
const atOnce = 10;

export interface AllCertificates {
  readonly count: number;
  /** While one is under way; once the file is being written nothing stops it any more. */
  readonly progress: { readonly done: number; readonly total: number; readonly isWriting: boolean } | null;
  readonly outcome: { readonly state: ActivityEnd['state']; readonly words: string; readonly left: number } | null;
  /** The pages of the PDF; there only while it is made. */
  readonly pages: readonly Printable[];
  write(form: AllForm): Promise<void>;
  stop(): void;
}

/** Every certificate of a session that stands, in one file ([CT10]). */
export function useAllCertificates(open: OpenSession, issued: readonly StandingCertificate[]): AllCertificates {
  const { t } = useTranslation(['training', 'data']);
  const engine = useEngine();
  const desktop = useDesktop();
  const askLeaving = useAskLeaving();
  const activities = useActivityStore();
  const failureText = useFailureText();
  const named = useNamed(open, issued);
  const [progress, setProgress] = useState<AllCertificates['progress']>(null);
  const [outcome, setOutcome] = useState<AllCertificates['outcome']>(null);
  const [pages, setPages] = useState<readonly Printable[]>([]);
  const underWay = useRef<ActivityHandle | null>(null);
  const printed = useRef<ActivityHandle | null>(null);
  // Pages lie on this screen, and whoever leaves it takes them with them; a ZIP needs none and goes on in the tray.
  useEffect(() => () => printed.current?.stop(), []);
  const title = `${t('tabs.certificates')} ${open.session.reference ?? ''}`.trim();
  const path = `/training/sessions/${open.session.id}/certificates`;

  const end = (state: ActivityEnd['state'], words: string, left = 0): ActivityEnd => {
    underWay.current = null;
    printed.current = null;
    setProgress(null);
    setPages([]);
    setOutcome({ state, words, left });
    return { state, note: words, path };
  };
  const work = async (form: AllForm, handle: ActivityHandle): Promise<ActivityEnd> => {
    underWay.current = handle;
    if (form === 'pdf') printed.current = handle;
    const file = form === 'pdf' ? pagesOf(setPages) : zipOf(form, t('certificate.fileName'));
    const told = (done: number) => {
      setProgress({ done, total: named.length, isWriting: false });
      handle.progress(done, named.length);
    };
    const left = await gather(engine, named, { file, handle, told });
    if (left === null) return end('stopped', t('certificate.noFile'));
    if (left === named.length) return end('failed', t('certificate.noFile'), left);
    flushSync(() => setProgress({ done: named.length, total: named.length, isWriting: true }));
    const saved =
      form === 'pdf'
        ? await printSheet(desktop, { name: title, landscape: true, numbered: false })
        : await desktop.call('files:save', { suggestedName: `${fileNameOf(title)}.zip`, bytes: await file.end() });
    if (!saved.ok) return end('failed', failureText(saved.failure));
    if (!saved.value.saved) return end('stopped', t('certificate.noFile'));
    return end('done', t('certificate.written', { count: named.length - left }), left);
  };
  const run = async (form: AllForm) => {
    setOutcome(null);
    setProgress({ done: 0, total: named.length, isWriting: false });
    const options = { total: named.length, onFault: () => end('failed', t('certificate.fault')) };
    await activities.track(t('certificate.activity'), options, (handle) => work(form, handle));
  };
  return {
    count: named.length,
    progress,
    outcome,
    pages,
    stop: () => underWay.current?.stop(),
    async write(form) {
      askLeaving({
        what: [t('data:leaving.certificates', { count: named.length })],
        people: new Set(issued.map(({ person }) => person)).size,
        marking: await markAbove(engine, open.session.id),
        // The dialog closes at once: how far it is stands on the screen, with a way out.
        save: async () => void run(form),
      });
    },
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** In the order of the roster: by the name that is shown. */
function useNamed({ roster, withdrawn }: OpenSession, issued: readonly StandingCertificate[]): readonly Named[] {
  const { format } = useLocale();
  return useMemo(() => {
    const names = new Map([...roster, ...withdrawn].map(({ person }) => [person.id, shownName(person)]));
    return issued
      .map(({ id, person }) => ({ id, name: names.get(person) ?? pseudonymOf(person) }))
      .sort((a, b) => format.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  }, [roster, withdrawn, issued, format]);
}

interface Gathering {
  readonly file: ManyInOne;
  readonly handle: ActivityHandle;
  told(done: number): void;
}

/** Reads and draws each into the file; resolves with how many could not be read, or null when it was stopped. */
async function gather(
  engine: Pick<EngineApi, 'open'>,
  named: readonly Named[],
  { file, handle, told }: Gathering,
): Promise<number | null> {
  const pieces = pagePieces(handle.signal);
  let left = 0;
  for (let done = 0; done < named.length; done += atOnce) {
    const some = named.slice(done, done + atOnce);
    const states = new Map((await engine.open(some.map(({ id }) => id))).map((state) => [state.id, state]));
    for (const { id, name } of some) {
      const one = printableOf(states.get(id));
      if (one === null) left += 1;
      else await file.add(one, name);
      await pieces.breathe();
      if (pieces.isStopped()) return null;
    }
    told(done + some.length);
  }
  return left;
}

function printableOf(state: RecordState | undefined): Printable | null {
  if (state === undefined || state.type !== certificate.type) return null;
  const record = viewOf(certificate, state);
  const credential = readCertificate(record);
  return credential === null ? null : { id: record.id, credential, token: record.token ?? '' };
}
