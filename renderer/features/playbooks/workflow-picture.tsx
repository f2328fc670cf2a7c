import { type Edge, type Node, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { WorkflowGraph } from './workflow-graph.ts';
import type { WorkflowLayout } from './workflow-layout.ts';
import { WorkflowLine } from './workflow-line.tsx';
import { WorkflowShape } from './workflow-shape.tsx';

export interface WorkflowPictureProps {
  readonly graph: WorkflowGraph;
  readonly layout: WorkflowLayout;
  readonly current: string | null;
  onGoTo(id: string): void;
}

const nodeTypes = { shape: WorkflowShape };
const edgeTypes = { line: WorkflowLine };
/** Below this the names cannot be read: a large picture is moved instead of made smaller. */
const smallestStart = 0.62;
const margin = 8;

/** Shapes and lines where the layout put them. It follows the step in view; it is no editor. */
export function WorkflowPicture({ graph, layout, current, onGoTo }: WorkflowPictureProps) {
  const nodes = useMemo(() => nodesOf(graph, layout, current), [graph, layout, current]);
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
      nodesDraggable={false}
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

function nodesOf(graph: WorkflowGraph, layout: WorkflowLayout, current: string | null): Node[] {
  return graph.nodes.map((node) => ({
    id: node.id,
    type: 'shape',
    position: { ...(layout.places.get(node.id) ?? { x: 0, y: 0 }) },
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

/** Starts with the whole width in sight, then keeps the step in view inside the frame. */
function useFollowing(graph: WorkflowGraph, layout: WorkflowLayout, current: string | null): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const placed = useRef<WorkflowLayout | null>(null);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    let view = flow.getViewport();
    if (placed.current !== layout) {
      placed.current = layout;
      const zoom = Math.max(smallestStart, Math.min(1, (width - 2 * margin) / layout.width));
      const y = Math.max(margin, (height - layout.height * zoom) / 2);
      view = { x: Math.max(margin, (width - layout.width * zoom) / 2), y, zoom };
      void flow.setViewport(view);
    }
    const node = graph.nodes.find(({ id }) => id === current);
    const place = node && layout.places.get(node.id);
    if (!node || !place) return;
    const { zoom } = view;
    const top = place.y * zoom + view.y;
    const left = place.x * zoom + view.x;
    const isInsideX = left >= 0 && left + node.width * zoom <= width;
    const isInsideY = top >= 0 && top + node.height * zoom <= height;
    if (isInsideX && isInsideY) return;
    // Each way moves only when it has to: a wide picture must not be pushed down to show a step at its edge.
    const x = isInsideX ? view.x : width / 2 - (place.x + node.width / 2) * zoom;
    const y = isInsideY ? view.y : height / 2 - (place.y + node.height / 2) * zoom;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    void flow.setViewport({ x, y, zoom }, { duration: isStill ? 0 : 160 });
  }, [flow, width, height, graph, layout, current]);
}
