import { utf8 } from '../../../../shared/base/bytes.ts';
import { bakePng } from '../../../../shared/domain/badge/png-badge.ts';
import { bakeSvg } from '../../../../shared/domain/badge/svg-badge.ts';
import { pictureOf } from '../../../../shared/domain/certificate/certificate-picture.ts';
import { svgOf } from '../../../../shared/domain/certificate/picture-svg.ts';
import { fileNameOf } from '../../../data/file-name.ts';
import { useSaveFile } from '../../../data/use-save-file.ts';
import { drawPng } from './draw-png.ts';
import type { Printable } from './sheet.tsx';

export type FileForm = 'json' | 'png' | 'svg';

/** Saves a certificate as a file: the credential, or baked into an image of it ([CT9]). */
export function useCertificateFiles(): (form: FileForm, certificate: Printable, name: string) => Promise<void> {
  const save = useSaveFile();
  return async (form, certificate, name) => save(`${fileNameOf(name)}.${form}`, await bytesOf(form, certificate));
}

async function bytesOf(form: FileForm, { credential, token }: Printable): Promise<Uint8Array> {
  const text = JSON.stringify(credential);
  if (form === 'json') return utf8(JSON.stringify(credential, null, 2));
  const pieces = pictureOf(credential, token);
  if (form === 'svg') return utf8(bakeSvg(svgOf(pieces), text));
  return bakePng(await drawPng(pieces), text);
}
