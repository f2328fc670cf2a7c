import { type Edge, type Node, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { shapeUnder } from './shape-under.ts';
import type { WorkflowGraph } from './workflow-graph.ts';
import type { Point, WorkflowLayout } from './workflow-layout.ts';
import { WorkflowLine } from './workflow-line.tsx';
import { WorkflowShape } from './workflow-shape.tsx';

export interface WorkflowPictureProps {
  readonly graph: WorkflowGraph;
  readonly layout: WorkflowLayout;
  readonly current: string | null;
  onGoTo(id: string): void;
  /** One shape was dragged onto another; absent where nothing is edited. */
  readonly onDropOn?: ((id: string, target: string) => void) | undefined;
}

const nodeTypes = { shape: WorkflowShape };
const edgeTypes = { line: WorkflowLine };
/** Below this a name of 13 px is smaller than 11: a large picture is moved instead of made smaller. */
const smallestStart = 0.85;
const margin = 8;

/** Shapes and lines where the layout put them. It follows the step in view; a shape that is dragged goes back to its place. */
export function WorkflowPicture({ graph, layout, current, onGoTo, onDropOn }: WorkflowPictureProps) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const nodes = useMemo(() => nodesOf(graph, layout, current, dragged), [graph, layout, current, dragged]);
  const edges = useMemo(() => edgesOf(graph, layout), [graph, layout]);
  useFollowing(graph, layout, current);
  return (
    <ReactFlow
      aria-hidden="true"
      dir="ltr"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={onDropOn !== undefined}
      onNodeDrag={(_, { id, position }) => setDragged({ id, at: position })}
      onNodeDragStop={(_, { id, position }) => {
        setDragged(null);
        const target = shapeUnder(graph, layout, id, position);
        if (target !== null) onDropOn?.(id, target);
      }}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      onlyRenderVisibleElements
      panOnScroll
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      minZoom={0.1}
      maxZoom={1.6}
      translateExtent={[
        [-160, -80],
        [layout.width + 160, layout.height + 80],
      ]}
      proOptions={{ hideAttribution: true }}
      onNodeClick={(_, node) => onGoTo(node.id)}
    />
  );
}

interface Dragged {
  readonly id: string;
  readonly at: Point;
}

function nodesOf(
  graph: WorkflowGraph,
  layout: WorkflowLayout,
  current: string | null,
  dragged: Dragged | null,
): Node[] {
  return graph.nodes.map((node) => ({
    id: node.id,
    type: 'shape',
    position: { ...(dragged?.id === node.id ? dragged.at : (layout.places.get(node.id) ?? { x: 0, y: 0 })) },
    draggable: node.shape !== 'start' && node.shape !== 'end',
    ...(dragged?.id === node.id ? { zIndex: 10 } : {}),
    width: node.width,
    height: node.height,
    data: { node, isCurrent: node.id === current },
  }));
}

function edgesOf(graph: WorkflowGraph, layout: WorkflowLayout): Edge[] {
  return graph.edges.map((edge) => ({
    id: edge.id,
    type: 'line',
    source: edge.from,
    target: edge.to,
    data: { edge, ...layout.lines.get(edge.id) },
  }));
}

/** The step in view stands here, in parts of the height: what led to it above, what follows below. */
const stepLine = 0.16;

/** Starts at the width of the pane with the step in view near the top, and keeps it there while somebody reads on. */
function useFollowing(graph: WorkflowGraph, layout: WorkflowLayout, current: string | null): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const placed = useRef<WorkflowLayout | null>(null);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const isFirst = placed.current !== layout;
    placed.current = layout;
    const zoom = isFirst
      ? Math.max(smallestStart, Math.min(1, (width - 2 * margin) / layout.width))
      : flow.getViewport().zoom;
    const node = graph.nodes.find(({ id }) => id === current);
    const place = node && layout.places.get(node.id);
    const middle = node && place ? place.x + node.width / 2 : layout.width / 2;
    const x = within(width, layout.width * zoom, width / 2 - middle * zoom, 'centre');
    const y = within(height, layout.height * zoom, height * stepLine - (place?.y ?? 0) * zoom, 'start');
    const isStill = isFirst || matchMedia('(prefers-reduced-motion: reduce)').matches;
    void flow.setViewport({ x, y, zoom }, { duration: isStill ? 0 : 160 });
  }, [flow, width, height, graph, layout, current]);
}

/** An offset at which a picture larger than its frame leaves no empty band, and a smaller one lies whole inside. */
function within(frame: number, picture: number, wished: number, rest: 'centre' | 'start'): number {
  if (picture + 2 * margin <= frame) return rest === 'centre' ? (frame - picture) / 2 : margin;
  return Math.min(margin, Math.max(frame - picture - margin, wished));
}
