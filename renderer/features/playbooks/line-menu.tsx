import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEdgeWords } from './use-edge-words.ts';
import type { LineDrawing } from './use-line-drawing.ts';
import css from './workflow.module.css';

/** Asks what a drawn line means, where it was drawn; nothing is changed before one is chosen. */
export function LineMenu({ drawing }: { readonly drawing: LineDrawing }) {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  const { asked } = drawing;
  if (asked === null) return null;
  const wordOf = (kind: (typeof asked.meanings)[number]['kind']) =>
    kind === 'case' ? t('editor.line.anotherAnswer') : edgeWord({ kind, label: null });
  return (
    <Menu opened onClose={drawing.leave} position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        {/* not the pointer's own place: the menu keeps a small distance, so that the line's end stays visible */}
        <span className={css.menuPlace} style={{ transform: `translate(${asked.at.x}px, ${asked.at.y}px)` }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('editor.line.meaning')}>
        <Menu.Label>{t('editor.line.meaning')}</Menu.Label>
        {asked.meanings.map((meaning) => (
          <Menu.Item key={meaning.kind} onClick={() => drawing.mean(meaning)}>
            {meaning.replaces ? t('editor.line.instead', { edge: wordOf(meaning.kind) }) : wordOf(meaning.kind)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
