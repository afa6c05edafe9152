import { useId } from 'react';
import { REST, type DrawnSeries } from './series';
import styles from './plots.module.css';

const COLOURS = [
  styles.colour0,
  styles.colour1,
  styles.colour2,
  styles.colour3,
  styles.colour4,
  styles.colour5,
  styles.colour6,
  styles.colour7,
];

// Beside its colour each group has a pattern, for those who do not see the colours.
const MARKS = [
  null,
  <path key="rising" d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" />,
  <circle key="dot" cx="4" cy="4" r="1.2" />,
  <path key="level" d="M0,4 h8" />,
  <path key="falling" d="M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4" />,
  <path key="upright" d="M4,0 v8" />,
  <path key="grid" d="M0,4 h8 M4,0 v8" />,
  <path key="crossed" d="M0,0 l8,8 M0,8 l8,-8" />,
];

/** The fill of a group, to be placed in the `defs` of an SVG. */
export function LookPattern(props: { id: string; look: DrawnSeries['look'] }) {
  const { id, look } = props;
  const isRest = look === REST;
  return (
    <pattern
      id={id}
      className={isRest ? styles.colourRest : COLOURS[look]}
      width="8"
      height="8"
      patternUnits="userSpaceOnUse"
    >
      <rect width="8" height="8" fill="currentColor" />
      <g className={styles.mark}>{isRest ? null : MARKS[look]}</g>
    </pattern>
  );
}

/** A sample of a group's look, for legends and tables. */
export function Swatch(props: {
  look: DrawnSeries['look'];
  /** Switched off: only its outline. */
  isOff?: boolean;
}) {
  const id = `swatch${useId().replace(/:/g, '')}`;
  return (
    <svg className={styles.swatch} viewBox="0 0 16 16" aria-hidden="true">
      <defs>
        <LookPattern id={id} look={props.look} />
      </defs>
      {props.isOff ? (
        <rect
          x="1"
          y="1"
          width="14"
          height="14"
          rx="2"
          fill="none"
          stroke="currentColor"
        />
      ) : (
        <rect width="16" height="16" rx="2" fill={`url(#${id})`} />
      )}
    </svg>
  );
}
