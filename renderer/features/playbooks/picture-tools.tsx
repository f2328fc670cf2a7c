import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowFork, IconRoute2, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { placeOfEdge } from '../../../shared/domain/workflow/edge-place.ts';
import { removeBranch } from '../../../shared/domain/workflow/edit-branches.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { AddAfterMenu } from './add-after-menu.tsx';
import type { NumberedStep } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import type { LineDrawing } from './use-line-drawing.ts';
import type { StepActs } from './use-step-acts.ts';
import css from './workflow.module.css';

interface PictureToolsProps {
  readonly entry: NumberedStep;
  readonly acts: StepActs;
  readonly drawing: LineDrawing;
}

/** What is done in the picture to the step that is selected: the same acts as in the list ([WE11]). */
export function PictureTools({ entry, acts, drawing }: PictureToolsProps) {
  const { t } = useTranslation('playbooks');
  const { may } = useProfile();
  const { id, scope } = entry.step;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields, a row of buttons
    <div role="group" aria-label={t('editor.line.tools', { number: entry.number })} className={css.tools}>
      <ActionButton icon={IconRoute2} keys="L" onClick={() => drawing.begin(id)}>
        {t('editor.line.draw')}
      </ActionButton>
      <AddAfterMenu id={id} acts={acts} kind="quiet" />
      <BranchMenu entry={entry} acts={acts} />
      {may('delete', 'step', scope) && (
        <ActionIcon
          size={32}
          aria-label={t('editor.remove')}
          title={t('editor.remove')}
          onClick={() => void acts.remove(id)}
        >
          <IconTrash size={17} stroke={iconStroke} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}

function BranchMenu({ entry: { step, edges }, acts }: Omit<PictureToolsProps, 'drawing'>) {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  const flow = { steps: [step], start: null, exception: null };
  const removable = edges.filter((edge) => removeBranch(flow, placeOfEdge(step.id, edge), () => '') !== null);
  return (
    <Menu position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <ActionButton kind="quiet" icon={IconArrowFork}>
          {t('editor.branch')}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void acts.wrap(step.id, 'parallel')}>{t('editor.beside')}</Menu.Item>
        <Menu.Item onClick={() => void acts.wrap(step.id, 'if-condition')}>{t('editor.onlyIf')}</Menu.Item>
        {removable.map((edge) => (
          <Menu.Item
            key={`${edge.kind}/${edge.label ?? ''}/${edge.to}`}
            onClick={() => void acts.run((now, newId) => removeBranch(now, placeOfEdge(step.id, edge), newId))}
          >
            {t('editor.removeBranch', { edge: edgeWord(edge) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
