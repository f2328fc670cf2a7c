import { type Edge, type Node, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Point, WorkflowLayout } from './elk-graph.ts';
import { shapeAt, shapeUnder } from './shape-under.ts';
import type { GraphNode, WorkflowGraph } from './workflow-graph.ts';
import { WorkflowLine } from './workflow-line.tsx';
import { type ShapeData, WorkflowShape } from './workflow-shape.tsx';

export interface WorkflowPictureProps {
  readonly graph: WorkflowGraph;
  readonly layout: WorkflowLayout;
  readonly current: string | null;
  onGoTo(id: string): void;
  /** What pointers change; absent where nothing is edited. */
  readonly edit?: PictureEdit | undefined;
}

export interface PictureEdit {
  /** The shape to which a line that is drawn by keys would lead. */
  readonly aimed: string | null;
  /** One shape was dragged onto another. */
  onDropOn(id: string, target: string): void;
  /** A line was drawn from a shape to another, or to an empty place; `at` in pixels of the window. */
  onLine(from: string, to: string | null, at: Point): void;
}

const nodeTypes = { shape: WorkflowShape };
const edgeTypes = { line: WorkflowLine };
/** Below this a name of 13 px is smaller than 11: a large picture is moved instead of made smaller. */
const smallestStart = 0.85;
const margin = 8;

/** Shapes and lines where the layout put them. It follows the step in view; a shape that is dragged goes back to its place. */
export function WorkflowPicture({ graph, layout, current, onGoTo, edit }: WorkflowPictureProps) {
  const flow = useReactFlow();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const marks = { current, aimed: edit?.aimed ?? null, draws: edit !== undefined };
  const nodes = useNodes(graph, layout, dragged, marks);
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
      nodesDraggable={edit !== undefined}
      onNodeDrag={(_, { id, position }) => setDragged({ id, at: position })}
      onNodeDragStop={(_, { id, position }) => {
        setDragged(null);
        const target = shapeUnder(graph, layout, id, position);
        if (target !== null) edit?.onDropOn(id, target);
      }}
      nodesConnectable={edit !== undefined}
      connectOnClick={false}
      onConnectEnd={(event, { fromNode }) => {
        if (fromNode === null) return;
        const { clientX: x, clientY: y } =
          'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
        edit?.onLine(fromNode.id, shapeAt(graph, layout, flow.screenToFlowPosition({ x, y })), { x, y });
      }}
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

interface Marks extends Pick<ShapeData, 'draws'> {
  readonly current: string | null;
  readonly aimed: string | null;
}

/** Shapes as React Flow takes them. One that did not change stays the same object, so that it is not drawn again. */
function useNodes(graph: WorkflowGraph, layout: WorkflowLayout, dragged: Dragged | null, marks: Marks): Node[] {
  const { current, aimed, draws } = marks;
  const resting = useMemo(
    () => graph.nodes.map((node) => nodeOf(node, layout, { node, isCurrent: false, isAimed: false, draws })),
    [graph, layout, draws],
  );
  return useMemo(
    () =>
      resting.map((rest) => {
        const { id, data } = rest;
        if (id !== current && id !== aimed && id !== dragged?.id) return rest;
        const marked = { ...rest, data: { ...data, isCurrent: id === current, isAimed: id === aimed } };
        return id === dragged?.id ? { ...marked, position: { ...dragged.at }, zIndex: 10 } : marked;
      }),
    [resting, current, aimed, dragged],
  );
}

function nodeOf(node: GraphNode, layout: WorkflowLayout, data: ShapeData): Node {
  return {
    id: node.id,
    type: 'shape',
    position: { ...(layout.places.get(node.id) ?? { x: 0, y: 0 }) },
    draggable: node.shape !== 'start' && node.shape !== 'end',
    width: node.width,
    height: node.height,
    data: { ...data, draws: data.draws && node.shape !== 'end' },
  };
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
