/** One group of a plot: an amount in micro-units for each interval. */
export type PlotSeries = { key: string; label: string; amounts: string[] };

export const REST = 'rest';

/** A series with the look that it has everywhere in its plot. */
export type DrawnSeries = PlotSeries & { look: number | typeof REST };

/** How many looks there are, beside that of the rest. */
export const LOOKS = 8;

/**
 * The coordinate of an amount. The only place where an amount becomes a float:
 * what is written in words always comes from the exact text.
 */
export function coordinate(micros: string): number {
  return Number(micros) / 1_000_000;
}
