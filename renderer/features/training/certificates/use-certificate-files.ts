import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { bakePng } from '../../../../shared/domain/badge/png-badge.ts';
import { bakeSvg } from '../../../../shared/domain/badge/svg-badge.ts';
import { pictureOf } from '../../../../shared/domain/certificate/certificate-picture.ts';
import { svgOf } from '../../../../shared/domain/certificate/picture-svg.ts';
import { useEngine } from '../../../data/engine-context.tsx';
import { fileNameOf } from '../../../data/file-name.ts';
import { markAbove } from '../../../data/mark-above.ts';
import { useSaveLeaving } from '../../../data/use-save-leaving.ts';
import { drawPng } from './draw-png.ts';
import type { Printable } from './sheet.tsx';

export type FileForm = 'json' | 'png' | 'svg';

interface CertificateFile {
  readonly certificate: Printable;
  /** The session that it is of: its mark is the certificate's. */
  readonly session: string;
  readonly name: string;
}

/** Saves a certificate as a file: the credential, or baked into an image of it ([CT9]). */
export function useCertificateFiles(): (form: FileForm, file: CertificateFile) => Promise<void> {
  const { t } = useTranslation('data');
  const engine = useEngine();
  const save = useSaveLeaving();
  return async (form, { certificate, session, name }) =>
    save({
      name: `${fileNameOf(name)}.${form}`,
      what: [t('leaving.certificate')],
      people: 1,
      marking: await markAbove(engine, session),
      bytes: () => certificateBytes(form, certificate),
    });
}

/** A certificate in one of its forms, as it goes into a file. */
export async function certificateBytes(form: FileForm, { credential, token }: Printable): Promise<Uint8Array> {
  const text = JSON.stringify(credential);
  if (form === 'json') return utf8(JSON.stringify(credential, null, 2));
  const pieces = pictureOf(credential, token);
  if (form === 'svg') return utf8(bakeSvg(svgOf(pieces), text));
  return bakePng(await drawPng(pieces), text);
}
