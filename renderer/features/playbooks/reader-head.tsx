import { ActionIcon, Menu } from '@mantine/core';
import {
  IconColumns2,
  IconDots,
  IconEye,
  IconListCheck,
  IconPencil,
  IconPencilOff,
  IconPrinter,
  IconSitemap,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayHere } from '../../../shared/base/plain-date.ts';
import { languages as six } from '../../../shared/domain/language.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useMoving } from '../../data/moves/use-moving.tsx';
import { notAcceptedQuery, statusQuery, waitingQuery } from '../../data/record-queries.ts';
import { languages as known, languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import { type Delivery, SyncTick } from '../../ui/sync-mark.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ConflictMark } from './conflict-mark.tsx';
import { validityOf } from './library-model.ts';
import { PinButton } from './pin-button.tsx';
import css from './reader.module.css';
import { ReaderMenu } from './reader-menu.tsx';
import { ReleaseFacts } from './release-facts.tsx';
import { mayRun, type TextToRead } from './text-to-read.ts';
import { useLanguageStates } from './use-language-states.ts';
import type { OpenPlaybook } from './use-playbook.ts';
import type { ReaderPlace } from './use-reader-place.ts';
import { stateTones, stateWord, validityWords } from './words.ts';

export interface ReaderHeadProps {
  readonly text: TextToRead;
  readonly place: ReaderPlace;
  readonly isEditing: boolean;
  onEditing(isEditing: boolean): void;
  onPrint(name: string): Promise<void>;
  /** The run on paper. */
  onPrintForm(name: string): Promise<void>;
}

/** Title, mark, what it is and whether it still holds; the one filled button runs it. */
export function ReaderHead(props: ReaderHeadProps) {
  const { text, place, isEditing, onEditing, onPrint, onPrintForm } = props;
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const { may } = useProfile();
  const { open, draft } = text;
  const { playbook, steps } = open;
  const title = pickText(playbook.title, place.lang, playbook.language);
  const name = title?.text ?? t('library.untitled');
  const run = () => void navigate({ to: '/playbooks/$playbookId/run', params: { playbookId: playbook.id } as never });
  const moving = useMoving({ id: playbook.id, type: 'playbook', scope: playbook.scope, title: name });
  const canEdit = may('translate', 'playbook', playbook.scope);
  const canRun = may('create', 'run', playbook.scope) && steps.listed.length > 0 && mayRun(text);
  useReaderCommands({ onRun: canRun ? run : null, canEdit, isEditing, onEditing, onPrint: () => onPrint(name) });
  return (
    <RecordHeader
      title={name}
      lang={title?.lang}
      tlp={playbook.marking}
      actions={
        <>
          <PinButton playbook={playbook.id} />
          {canEdit && <EditButton isEditing={isEditing} onEditing={onEditing} />}
          <EditorLink playbook={playbook} />
          <ActionIcon
            size={36}
            aria-label={t('reader.print')}
            title={t('reader.print')}
            onClick={() => void onPrint(name)}
          >
            <IconPrinter size={18} stroke={iconStroke} aria-hidden="true" />
          </ActionIcon>
          <Menu position="bottom-end" shadow="md" withinPortal>
            <Menu.Target>
              <ActionIcon size={36} aria-label={t('reader.more')}>
                <IconDots size={18} stroke={iconStroke} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <ReaderMenu
              open={open}
              draft={draft}
              onMove={moving.begin}
              onPrintForm={() => onPrintForm(`${t('form.title')} ${name}`)}
            />
          </Menu>
          {moving.dialog}
          {canRun && (
            <ActionButton kind="primary" size="medium" icon={IconListCheck} mirrorIcon onClick={run}>
              {t('reader.run')}
            </ActionButton>
          )}
        </>
      }
      languages={<LanguageTools open={open} place={place} isEditing={isEditing} />}
    >
      <PlaybookFacts open={open} text={text} place={place} />
    </RecordHeader>
  );
}

interface ReaderCommands extends Pick<ReaderHeadProps, 'isEditing' | 'onEditing'> {
  /** Null for who may not run it. */
  readonly onRun: (() => void) | null;
  readonly canEdit: boolean;
  onPrint(): Promise<void>;
}

/** What the palette offers on this screen. */
function useReaderCommands({ onRun, canEdit, isEditing, onEditing, onPrint }: ReaderCommands): void {
  const { t } = useTranslation('playbooks');
  const editWords = isEditing ? t('reader.editDone') : t('reader.edit');
  useScreenCommands([
    ...(onRun === null ? [] : [{ id: 'run', icon: IconListCheck, label: () => t('reader.run'), run: onRun }]),
    ...(canEdit ? [{ id: 'edit', icon: IconPencil, label: () => editWords, run: () => onEditing(!isEditing) }] : []),
    { id: 'print', icon: IconPrinter, label: () => t('reader.print'), run: onPrint },
  ]);
}

function EditButton({ isEditing, onEditing }: Pick<ReaderHeadProps, 'isEditing' | 'onEditing'>) {
  const { t } = useTranslation('playbooks');
  const label = isEditing ? t('reader.editDone') : t('reader.edit');
  const EditIcon = isEditing ? IconPencilOff : IconPencil;
  return (
    <ActionIcon
      size={36}
      aria-label={label}
      aria-pressed={isEditing}
      title={label}
      onClick={() => onEditing(!isEditing)}
    >
      <EditIcon size={18} stroke={iconStroke} />
    </ActionIcon>
  );
}

/** The way to the editor of steps and workflow, for who may change them. */
function EditorLink({ playbook }: Pick<OpenPlaybook, 'playbook'>) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const { may } = useProfile();
  const mayEdit = may('edit', 'step', playbook.scope);
  const label = t('editor.open');
  const go = () => void navigate({ to: '/playbooks/$playbookId/edit', params: { playbookId: playbook.id } as never });
  useScreenCommands(mayEdit ? [{ id: 'editor', icon: IconSitemap, label: () => label, run: go }] : []);
  if (!mayEdit) return null;
  return (
    <ActionIcon size={36} aria-label={label} title={label} onClick={go}>
      <IconSitemap size={18} stroke={iconStroke} aria-hidden="true" />
    </ActionIcon>
  );
}

interface FactsProps extends Pick<ReaderHeadProps, 'place'> {
  readonly open: OpenPlaybook;
  /** Where it is known what is read; absent in the editor, which has the draft alone. */
  readonly text?: TextToRead;
}

/** What it is and whether it still holds. */
export function PlaybookFacts({ open, text, place }: FactsProps) {
  const { playbook } = open;
  const { t } = useTranslation('playbooks');
  const { t: ui } = useTranslation('ui');
  const { format } = useLocale();
  const identity = useIdentity();
  const now = Date.now();
  const validity = validityOf(playbook, now, dayHere(now));
  const words = validity && validityWords(t, format, validity);
  const scope = identity.scopes.find(({ id }) => id === playbook.scope)?.name;
  const delivery = useDelivery([playbook.id, ...(text?.draft ?? open).steps.byId.keys()]);
  return (
    <>
      {playbook.releaseNumber && (
        <RecordFact tone="strong">{t('reader.release', { number: playbook.releaseNumber })}</RecordFact>
      )}
      {playbook.state && <Tag tone={stateTones[playbook.state] ?? 'quiet'}>{stateWord(t, playbook.state)}</Tag>}
      {text && <ReleaseFacts text={text} playbook={playbook.id} />}
      {words && <RecordFact {...(words.tone ? { tone: words.tone } : {})}>{words.text}</RecordFact>}
      {scope && (
        <RecordFact icon={IconEye}>
          <bdi>{scope}</bdi>
        </RecordFact>
      )}
      <RecordFact>
        <SyncTick delivery={delivery} />
        <span aria-hidden="true">
          {delivery === 'at-hub' ? ui('sync.atHub') : delivery === 'saved' ? ui('sync.saved') : ui('sync.notAccepted')}
        </span>
      </RecordFact>
      <ConflictMark record={playbook.id} fields={playbook.conflicts} lang={place.lang} />
    </>
  );
}

/** Where the playbook with all its steps is: refused, at the hub, or here only. */
function useDelivery(records: readonly string[]): Delivery {
  const { data: waiting = [] } = useQuery(waitingQuery(2_000));
  const { data: held = [] } = useQuery(notAcceptedQuery());
  const { data: status } = useQuery(statusQuery());
  const own = new Set(records);
  if (held.some(({ operation }) => operation !== null && own.has(operation.record))) return 'not-accepted';
  if (status?.lastContact == null || waiting.some((operation) => own.has(operation.record))) return 'saved';
  return 'at-hub';
}

/** The languages of the texts; who edits may begin a new one. */
export function LanguageTools({
  open,
  place,
  isEditing,
  isAlone = false,
}: Pick<ReaderHeadProps, 'place' | 'isEditing'> & { readonly open: OpenPlaybook } & { readonly isAlone?: boolean }) {
  const { t } = useTranslation('playbooks');
  const { language, format } = useLocale();
  const { playbook } = open;
  const states = useLanguageStates(open);
  const present = states.map(({ lang }) => lang);
  // who edits may begin a new language; who reads sees those that there are
  const offered = isEditing ? [...new Set([...six, ...present])] : present;
  const current =
    offered.find((lang) => lang === place.lang) ??
    offered.find((lang) => lang.startsWith(place.lang)) ??
    playbook.language ??
    '';
  const options = offered.map((lang) => {
    const { share = 0, outdated = 0 } = states.find((state) => state.lang === lang) ?? {};
    const name = languageWord(lang, language);
    const spoken =
      outdated > 0
        ? t('reader.outdatedTranslation', { language: name, count: outdated })
        : share === 0
          ? t('reader.noTranslation', { language: name })
          : share !== null && share < 1
            ? t('reader.partTranslation', { language: name, percent: format.percent(share) })
            : name;
    return {
      value: lang,
      lang,
      spoken,
      isBehind: share !== null && share < 1,
      label: known.find(({ code }) => code === lang)?.short ?? lang,
    };
  });
  const other = present.find((lang) => lang !== current);
  return (
    <div className={css.languages}>
      {options.length > 1 && (
        <SegmentedSwitch
          label={t('reader.languageLabel')}
          size="small"
          value={current}
          options={options}
          onChange={place.setLang}
        />
      )}
      {other !== undefined && !isAlone && (
        <ActionButton
          kind="quiet"
          icon={IconColumns2}
          aria-pressed={place.beside !== null}
          onClick={() => place.setBeside(place.beside === null ? other : null)}
        >
          {t('reader.sideBySide')}
        </ActionButton>
      )}
      {place.beside !== null && (
        <SegmentedSwitch
          label={t('reader.beside')}
          size="small"
          value={place.beside}
          options={options.filter(({ value }) => value !== current)}
          onChange={place.setBeside}
        />
      )}
    </div>
  );
}
