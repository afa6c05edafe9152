const MOST = 10;

/** Reads `50, 80, 100` as percentages; undefined of anything else. */
export function readThresholds(text: string): number[] | undefined {
  const parts = text
    .split(/[,;\s]+/)
    .map(part => part.replace(/%$/, ''))
    .filter(Boolean);
  const isFine = parts.every(
    part => /^\d{1,4}$/.test(part) && Number(part) >= 1 && Number(part) <= 1000,
  );
  if (!isFine) return undefined;
  const values = Array.from(new Set(parts.map(Number))).sort((a, b) => a - b);
  return values.length <= MOST ? values : undefined;
}
