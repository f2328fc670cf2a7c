import { IconFileImport } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './drop-zone.module.css';
import { filesOfDrop } from './files-of-drop.ts';

export interface DropZoneProps {
  onFiles(files: readonly File[]): Promise<void>;
  readonly children: ReactNode;
}

/** The whole screen takes files and folders that are dropped on it. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  const { t } = useTranslation('playbooks');
  const [depth, setDepth] = useState(0);
  const isFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the import button is the first
    <div
      className={css.zone}
      onDragEnter={(event) => isFiles(event) && setDepth(depth + 1)}
      onDragLeave={(event) => isFiles(event) && setDepth(Math.max(0, depth - 1))}
      onDragOver={(event) => isFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        setDepth(0);
        void filesOfDrop(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
      {depth > 0 && (
        <div className={css.over}>
          <IconFileImport size={28} stroke={1.7} aria-hidden="true" />
          {t('library.drop')}
        </div>
      )}
    </div>
  );
}
