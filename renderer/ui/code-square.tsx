import { encode } from 'uqr';

interface CodeSquareProps {
  readonly text: string;
  readonly label: string;
  /** In CSS pixels. */
  readonly side?: number;
}

/** Modules of white around it: as many as the standard asks for (ISO/IEC 18004, 6.3.8), since a dark screen begins behind them. */
const quiet = 4;

/** A text as a square that telephones read. Black on white in both schemes: cameras want it so. */
export function CodeSquare({ text, label, side: shown = 168 }: CodeSquareProps) {
  const { data, size } = encode(text, { border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  const side = size + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={shown}
      height={shown}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
