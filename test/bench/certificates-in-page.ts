/** The page's side of certificates-drawn.ts: certificates signed and drawn in a real window, with its faces and its canvas. */
import { drawPng } from '../../renderer/features/training/certificates/draw-png.ts';
import { bakePng } from '../../shared/domain/badge/png-badge.ts';
import {
  type PicturePiece,
  pictureInk,
  pictureOf,
  pictureSize,
} from '../../shared/domain/certificate/certificate-picture.ts';
import { composeCertificate, composeShortCertificate } from '../../shared/domain/certificate/compose-certificate.ts';
import { anchorOf, codePath } from '../../shared/domain/certificate/picture-svg.ts';
import {
  prepareProof,
  prepareToken,
  tokenWithSignature,
  withSignature,
} from '../../shared/domain/certificate/sign-certificate.ts';
import { signEd25519 } from '../../shared/protocol/ed25519.ts';
import { certificateFacts, issuingKey } from '../support/issued-certificate.ts';

const key = issuingKey();

async function signedOne(n: number) {
  const id = `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const facts = certificateFacts(key, { id, statusPlace: n });
  const unsigned = await prepareProof(composeCertificate(facts), key.multikey);
  const credential = withSignature(unsigned, signEd25519(key.secret, unsigned.message));
  const short = prepareToken(composeShortCertificate(facts), key.multikey);
  const token = tokenWithSignature(short, signEd25519(key.secret, short.message));
  return { credential, pieces: pictureOf(credential, token) };
}

export interface ToDraw {
  readonly from: number;
  readonly to: number;
}

/** Certificates as PNG with the credential inside; resolves with the bytes of the last one. */
async function drawPngs({ from, to }: ToDraw): Promise<number> {
  let bytes = 0;
  for (let n = from; n < to; n += 1) {
    const { credential, pieces } = await signedOne(n);
    bytes = bakePng(await drawPng(pieces), JSON.stringify(credential)).length;
  }
  return bytes;
}

/** Certificates on a sheet for paper, a page each, in the place of everything else. */
async function layOut({ from, to }: ToDraw): Promise<void> {
  document.querySelector('[data-print-sheet]')?.remove();
  const sheet = document.createElement('div');
  sheet.dataset['printSheet'] = '';
  for (let n = from; n < to; n += 1) {
    const { pieces } = await signedOne(n);
    const sheetPage = document.createElement('div');
    sheetPage.style.breakAfter = n === to - 1 ? 'auto' : 'page';
    sheetPage.append(svgElement(pieces));
    sheet.append(sheetPage);
  }
  for (const one of document.body.children) if (one instanceof HTMLElement) one.style.display = 'none';
  document.body.append(sheet);
  await document.fonts.ready;
}

function svgElement(pieces: readonly PicturePiece[]): Element {
  const { width, height } = pictureSize;
  const svg = newElement('svg', { viewBox: `0 0 ${width} ${height}` });
  (svg as SVGElement).style.blockSize = '178mm';
  svg.append(newElement('rect', { width, height, fill: pictureInk.paper }), ...pieces.map(pieceElement));
  return svg;
}

function pieceElement(piece: PicturePiece): Element {
  if (piece.kind === 'box') {
    const { x, y, width, height, tone } = piece;
    const look = tone === 'frame' ? { fill: 'none', stroke: pictureInk.frame } : { fill: pictureInk.accent };
    return newElement('rect', { x, y, width, height, ...look });
  }
  if (piece.kind === 'code') {
    const { x, y, side, rows } = piece;
    const transform = `translate(${x} ${y}) scale(${side / rows.length})`;
    return newElement('path', { transform, fill: '#000', d: codePath(rows) });
  }
  const { text, x, y, size, weight, tone, lang, dir } = piece;
  const look = { 'font-size': size, 'font-weight': weight, fill: pictureInk[tone], 'text-anchor': anchorOf(piece) };
  const element = newElement('text', { x, y, ...look, direction: dir, lang });
  element.textContent = text;
  return element;
}

function newElement(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

Object.assign(globalThis, { drawPngs, layOut });
