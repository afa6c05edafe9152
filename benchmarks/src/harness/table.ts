/** Aligned columns; numbers to the right. */
export function formatTable(rows: Array<Array<string | number>>): string {
  const texts = rows.map(row =>
    row.map(cell => (typeof cell === 'number' ? formatNumber(cell) : cell)),
  );
  const widths: number[] = [];
  for (const row of texts) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  return texts
    .map((row, line) =>
      row
        .map((cell, at) =>
          typeof rows[line][at] === 'number'
            ? cell.padStart(widths[at])
            : cell.padEnd(widths[at]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Three or four digits that matter. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) {
    return Math.round(value).toLocaleString('en-US');
  }
  return String(Number(value.toPrecision(4)));
}

/** As it goes into the JSON line: without digits that are noise. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
