import type { JsonObject } from '../../../../shared/base/json.ts';
import {
  type PicturePiece,
  pictureInk,
  pictureOf,
  pictureSize,
} from '../../../../shared/domain/certificate/certificate-picture.ts';
import { anchorOf, codePath } from '../../../../shared/domain/certificate/picture-svg.ts';
import css from './certificates.module.css';

interface PictureProps {
  readonly credential: JsonObject;
  readonly token: string;
  /** What it shows, for whoever does not see it. */
  readonly label: string;
}

/** A certificate as it will be printed: on white in both schemes, as paper is. */
export function CertificatePicture({ credential, token, label }: PictureProps) {
  const { width, height } = pictureSize;
  return (
    <svg role="img" aria-label={label} className={css.picture} viewBox={`0 0 ${width} ${height}`}>
      <rect width={width} height={height} fill={pictureInk.paper} />
      {pictureOf(credential, token).map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is drawn whole, its pieces never move
        <Piece key={at} piece={piece} />
      ))}
    </svg>
  );
}

function Piece({ piece }: { readonly piece: PicturePiece }) {
  if (piece.kind === 'box') {
    const { x, y, width, height, tone } = piece;
    const look =
      tone === 'frame' ? { fill: 'none', stroke: pictureInk.frame, strokeWidth: 2 } : { fill: pictureInk.accent };
    return <rect {...{ x, y, width, height }} {...look} />;
  }
  if (piece.kind === 'code') {
    const { x, y, side, rows } = piece;
    return (
      <path
        transform={`translate(${x} ${y}) scale(${side / rows.length})`}
        fill="#000"
        shapeRendering="crispEdges"
        d={codePath(rows)}
      />
    );
  }
  const { text, x, y, size, weight, tone, lang, dir } = piece;
  return (
    <text
      lang={lang === 'und' ? undefined : lang}
      {...{ x, y }}
      fontSize={size}
      fontWeight={weight}
      fill={pictureInk[tone]}
      textAnchor={anchorOf(piece)}
      direction={dir}
    >
      {text}
    </text>
  );
}
