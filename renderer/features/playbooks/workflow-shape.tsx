import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './workflow.module.css';
import type { GraphNode } from './workflow-graph.ts';

export interface ShapeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly isCurrent: boolean;
  /** A line that is being drawn would lead here. */
  readonly isAimed: boolean;
  /** Lines can be drawn from here. */
  readonly draws: boolean;
}

/** One shape: a box with its number, a decision with points at its sides, a pill for what begins, ends or splits. */
export function WorkflowShape({ data }: NodeProps) {
  const { node, isCurrent, isAimed, draws } = data as unknown as ShapeData;
  return (
    <div
      className={`${css.shape} ${css[node.shape]} ${isCurrent ? css.current : ''} ${isAimed ? css.aimed : ''}`}
      style={{ inlineSize: node.width, blockSize: node.height }}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} className={css.handle ?? ''} />
      {node.shape === 'decision' && <DecisionOutline width={node.width} height={node.height} />}
      {node.number !== null && node.shape !== 'together' && <span className={css.number}>{node.number}</span>}
      <ShapeName node={node} />
      {node.hasConflict && <span className={css.conflict} />}
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={draws}
        className={(draws ? css.draws : css.handle) ?? ''}
      />
    </div>
  );
}

function ShapeName({ node }: { readonly node: GraphNode }) {
  const { t } = useTranslation('playbooks');
  if (node.shape === 'start') return t('reader.start');
  if (node.shape === 'end') return t('reader.end');
  if (node.shape === 'together') return t('reader.together');
  if (node.name === null) return <span className={css.name}>{t('reader.unnamed')}</span>;
  return (
    <span className={css.name} title={node.name.text} {...contentLanguage(node.name.lang)}>
      {node.name.text}
    </span>
  );
}

function DecisionOutline({ width, height }: { readonly width: number; readonly height: number }) {
  const tip = 18;
  const right = width - 1;
  const bottom = height - 1;
  const points = `1,${height / 2} ${tip},1 ${width - tip},1 ${right},${height / 2} ${width - tip},${bottom} ${tip},${bottom}`;
  return (
    <svg className={css.outline} width={width} height={height} aria-hidden="true" focusable="false">
      <polygon points={points} strokeLinejoin="round" />
    </svg>
  );
}
