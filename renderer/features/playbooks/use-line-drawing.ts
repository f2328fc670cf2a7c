import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import {
  drawLine,
  type LineEnd,
  type LineMeaning,
  lineMeanings,
  meaningsTo,
} from '../../../shared/domain/workflow/draw-lines.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import type { Point } from './elk-graph.ts';
import type { StepsModel } from './steps-model.ts';
import { newRecordId } from './use-flow-edit.ts';
import type { StepActs } from './use-step-acts.ts';
import { unnamedWord } from './words.ts';

/** A line that was drawn and may mean several things: what they are, and where on the screen to ask. */
export interface AskedLine {
  readonly from: string;
  readonly to: LineEnd;
  readonly meanings: readonly LineMeaning[];
  readonly at: Point;
}

export interface LineDrawing {
  /** The picture: the keys of a drawing are pressed there, so it has the focus while one goes on and after it was asked. */
  readonly canvas: RefObject<HTMLDivElement | null>;
  /** By keys: the step that the line leaves, and where it would lead. */
  readonly pending: { readonly from: string; readonly to: LineEnd | null } | null;
  readonly asked: AskedLine | null;
  begin(from: string): void;
  /** A line was drawn with the pointer; `at` in pixels of the window. */
  drop(from: string, to: LineEnd, at: Point): void;
  mean(meaning: LineMeaning): void;
  leave(): void;
  /** True when the key belonged to the drawing. */
  onKey(event: KeyboardEvent<HTMLElement>): boolean;
}

/** Drawing of lines in the picture, by pointer and by keys ([WE11]). */
export function useLineDrawing(
  steps: StepsModel,
  lang: string,
  original: string | undefined,
  acts: StepActs | undefined,
): LineDrawing {
  const { t } = useTranslation('playbooks');
  const announce = useAnnounce();
  const canvas = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState<LineDrawing['pending']>(null);
  const [asked, setAsked] = useState<AskedLine | null>(null);
  const finish = () => {
    setPending(null);
    setAsked(null);
  };
  const draw = (from: string, to: LineEnd, { kind }: LineMeaning) => {
    finish();
    void acts?.run((flow, newId) => drawLine(flow, from, kind, to, newId));
  };
  const drop = (from: string, to: LineEnd, at: Point) => {
    const step = steps.byId.get(from);
    const flow = { steps: [...steps.byId.values()], start: steps.workflow.start, exception: null };
    const meanings = meaningsTo(flow, from, to, newRecordId);
    const [only] = meanings;
    if (step === undefined || only === undefined) {
      finish();
      return announce(t('editor.line.not'));
    }
    // What is left of several is asked too: it need not be what was meant.
    if (lineMeanings(step).length === 1) draw(from, to, only);
    else setAsked({ from, to, meanings, at });
  };
  const aim = (from: string, to: LineEnd) => {
    setPending({ from, to });
    announce(to === 'new' ? t('editor.line.toNew') : t('editor.line.to', stepWords(t, steps, to, lang, original)));
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (pending === null) return false;
    const { from, to } = pending;
    const next = event.code === 'KeyN' ? 'new' : aimAfter(event.key, steps, from, to);
    if (next !== null) aim(from, next);
    else if (event.key === 'Enter' && to !== null) drop(from, to, middleOf(event.currentTarget));
    else if (event.key === 'Escape') {
      finish();
      announce(t('editor.line.left'));
    } else return false;
    return true;
  };
  return {
    canvas,
    pending,
    asked,
    begin(from) {
      const number = steps.numberOf.get(from);
      if (number === undefined) return;
      setPending({ from, to: null });
      canvas.current?.focus();
      announce(t('editor.line.begun', { number }));
    },
    drop,
    mean(meaning) {
      if (asked !== null) draw(asked.from, asked.to, meaning);
      canvas.current?.focus();
    },
    leave() {
      finish();
      canvas.current?.focus();
    },
    onKey,
  };
}

/** The step before or after the one that is aimed at, in reading order; the one that the line leaves is passed over. */
function aimAfter(key: string, steps: StepsModel, from: string, to: LineEnd | null): string | null {
  const move = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (move === undefined) return null;
  const others = steps.listed.filter(({ step }) => step.id !== from);
  const place = others.findIndex(({ step }) => step.id === to);
  const number = steps.numberOf.get(from) ?? 0;
  // The first arrow leads to the nearest step on that side.
  const start = others.filter((other) => other.number < number).length - (move === 1 ? 1 : 0);
  const next = place < 0 ? start + (move === 1 ? 1 : -1) : place + move;
  return others[Math.min(Math.max(next, 0), others.length - 1)]?.step.id ?? null;
}

function stepWords(
  t: ReturnType<typeof useTranslation<'playbooks'>>['t'],
  steps: StepsModel,
  id: string,
  lang: string,
  original: string | undefined,
) {
  const step = steps.byId.get(id);
  const name = step && pickText(step.name, lang, original)?.text;
  return { number: steps.numberOf.get(id) ?? 0, name: name ?? unnamedWord(t, step?.kind) };
}

function middleOf(element: HTMLElement): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
