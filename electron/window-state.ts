/** Where the window was, kept between starts. Losing it costs nothing, so faults are not reported. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, screen } from 'electron';

export interface WindowState {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const usual: WindowState = { width: 1280, height: 820, maximised: false };

/** Reads a kept state; anything odd, or a place that no display shows any more, becomes the usual window. */
export function parseWindowState(text: string, displays: readonly Area[]): WindowState {
  let kept: Partial<WindowState>;
  try {
    kept = (JSON.parse(text) as Partial<WindowState> | null) ?? {};
  } catch {
    return usual;
  }
  const { x, y, width, height } = kept;
  const sized = isSize(width) && isSize(height) ? { width, height } : { width: usual.width, height: usual.height };
  const maximised = kept.maximised === true;
  if (!Number.isInteger(x) || !Number.isInteger(y)) return { ...sized, maximised };
  const [left, top] = [x as number, y as number];
  // The title bar must be within reach on some display.
  const visible = displays.some(
    (area) => left + 80 > area.x && left + 80 < area.x + area.width && top >= area.y && top < area.y + area.height - 40,
  );
  return visible ? { x: left, y: top, ...sized, maximised } : { ...sized, maximised };
}

function isSize(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 320 && (value as number) <= 20_000;
}

const fileOf = (folder: string) => join(folder, 'window-state.json');

export function loadWindowState(folder: string): WindowState {
  let text = '';
  try {
    text = readFileSync(fileOf(folder), 'utf8');
  } catch {
    // The first start.
  }
  return parseWindowState(
    text,
    screen.getAllDisplays().map((display) => display.workArea),
  );
}

export function keepWindowState(window: BrowserWindow, folder: string): void {
  window.on('close', () => saveWindowState(window, folder));
}

export function saveWindowState(window: BrowserWindow, folder: string): void {
  const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  try {
    writeFileSync(fileOf(folder), JSON.stringify(state));
  } catch {
    // A full disk must not keep the window from closing.
  }
}
