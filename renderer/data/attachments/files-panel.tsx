import { Modal } from '@mantine/core';
import { IconDownload, IconFile, IconPaperclip, IconPhoto, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPicture } from '../../../shared/domain/media-type.ts';
import { languages, languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useProfile } from '../engine-context.tsx';
import css from './files-panel.module.css';
import { type AttachedFile, useAttach, useFetchFile, useFileBytes, useFiles } from './use-files.ts';
import { useSaveBytes } from './use-save-attachment.ts';

export interface FilesPanelProps {
  /** The record that files belong to. */
  readonly owner: { readonly id: string; readonly scope: string };
  readonly level?: 2 | 3;
  /** 44 px targets for field screens. */
  readonly size?: 'small' | 'field';
  /** Nothing is attached here; without files there is no panel. */
  readonly isRead?: boolean;
  /** Materials: each in a language that whoever attaches it says; what the panel is called, and among others like it. */
  readonly materials?: { readonly title: string; readonly label: string };
}

/** The files and photos of a record: each with its size and whether it is on this laptop; and how to add one. */
export function FilesPanel({ owner, level = 2, size = 'small', isRead = false, materials }: FilesPanelProps) {
  const { t } = useTranslation('data');
  const { may } = useProfile();
  const id = useId();
  const files = useFiles(owner.id);
  const { language: reader } = useLocale();
  const [language, setLanguage] = useState<string>(reader);
  const attach = useAttach(owner, materials === undefined ? undefined : language);
  const mayAttach = !isRead && may('create', 'attachment', owner.scope);
  if (files === undefined || (files.length === 0 && !mayAttach)) return null;
  return (
    <section {...(materials ? { 'aria-label': materials.label } : { 'aria-labelledby': id })} className={css.files}>
      <SectionHead
        title={materials?.title ?? t('files.title')}
        id={id}
        level={level}
        icon={IconPaperclip}
        count={files.length}
      >
        {mayAttach && materials && (
          <select
            className={css.language}
            aria-label={t('files.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          >
            {languages.map(({ code, name }) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        )}
        {mayAttach && (
          <ActionButton size={size} icon={IconPaperclip} onClick={() => void attach()}>
            {t('files.attach')}
          </ActionButton>
        )}
      </SectionHead>
      {files.length > 0 && (
        <Panel>
          <ul className={css.list}>
            {files.map((file) => (
              <FileRow key={file.file.id} attached={file} size={size} />
            ))}
          </ul>
        </Panel>
      )}
    </section>
  );
}

interface FileRowProps {
  readonly attached: AttachedFile;
  readonly size: 'small' | 'field';
}

function FileRow({ attached, size }: FileRowProps) {
  const { t } = useTranslation('data');
  const { format, language: reader } = useLocale();
  const { file, place } = attached;
  const name = file.name ?? t('files.unnamed');
  const RowIcon = isPicture(file.mediaType) ? IconPhoto : IconFile;
  const isHere = place !== null && place.here === place.chunks;
  return (
    <li className={css.row}>
      <RowIcon size={20} stroke={iconStroke} aria-hidden="true" />
      <div className={css.text}>
        <span className={css.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={css.state}>
          {file.language !== undefined && (
            <>
              <bdi>{languageWord(file.language, reader)}</bdi> ·{' '}
            </>
          )}
          {format.bytes(file.size ?? 0)} · <FileState attached={attached} />
        </span>
        {attached.isWanted && place !== null && (
          <progress className={css.bar} aria-label={name} value={place.here} max={place.chunks} />
        )}
      </div>
      {isHere ? (
        <HereActs attached={attached} name={name} size={size} />
      ) : (
        <FetchAct attached={attached} name={name} size={size} />
      )}
    </li>
  );
}

function FileState({ attached: { file, place, isWanted } }: { readonly attached: AttachedFile }) {
  const { t } = useTranslation('data');
  const { format } = useLocale();
  if (place === null) return null;
  if (place.here === place.chunks) return t('files.here');
  if (!isWanted) return place.here === 0 ? t('files.away') : t('files.partly');
  const size = file.size ?? 0;
  const done = (size * place.here) / place.chunks;
  return t('files.coming', { done: format.bytes(Math.round(done)), total: format.bytes(size) });
}

interface ActProps extends FileRowProps {
  readonly name: string;
}

function FetchAct({ attached: { file, place, isWanted }, name, size }: ActProps) {
  const { t } = useTranslation('data');
  const fetchFile = useFetchFile();
  if (place === null) return null;
  return isWanted ? (
    <ActionButton
      size={size}
      icon={IconPlayerStop}
      aria-label={t('files.stopNamed', { name })}
      onClick={() => fetchFile(file.id, false)}
    >
      {t('files.stop')}
    </ActionButton>
  ) : (
    <ActionButton
      size={size}
      icon={IconDownload}
      aria-label={t('files.fetchNamed', { name })}
      onClick={() => fetchFile(file.id, true)}
    >
      {t('files.fetch')}
    </ActionButton>
  );
}

function HereActs({ attached: { file }, name, size }: ActProps) {
  const { t } = useTranslation('data');
  const bytesOf = useFileBytes();
  const save = useSaveBytes();
  const announce = useAnnounce();
  const [shown, setShown] = useState<Uint8Array | null>(null);
  const withBytes = async (work: (bytes: Uint8Array) => unknown) => {
    const bytes = await bytesOf(file);
    if (bytes === null) announce(t('files.away'));
    else await work(bytes);
  };
  return (
    <>
      {isPicture(file.mediaType) && (
        <ActionButton
          size={size}
          icon={IconPhoto}
          aria-label={t('files.openNamed', { name })}
          onClick={() => void withBytes(setShown)}
        >
          {t('files.open')}
        </ActionButton>
      )}
      <ActionButton
        size={size}
        icon={IconDownload}
        aria-label={t('files.saveNamed', { name })}
        onClick={() => void withBytes((bytes) => save(file, bytes))}
      >
        {t('files.save')}
      </ActionButton>
      {shown !== null && (
        <PictureView name={name} type={file.mediaType ?? ''} bytes={shown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

interface PictureViewProps {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  onClose(): void;
}

function PictureView({ name, type, bytes, onClose }: PictureViewProps) {
  const { t } = useTranslation('data');
  const [address, setAddress] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="auto"
      title={<bdi>{name}</bdi>}
      closeButtonProps={{ 'aria-label': t('files.close'), icon: <IconX size={18} aria-hidden="true" /> }}
    >
      {isBroken && <p>{t('files.broken')}</p>}
      {address !== null && !isBroken && (
        <img className={css.picture} src={address} alt={name} onError={() => setBroken(true)} />
      )}
    </Modal>
  );
}
