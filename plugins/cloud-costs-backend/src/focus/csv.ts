/** A line of a CSV file as in RFC 4180; nothing at all stands for null. */
export function csvLine(values: ReadonlyArray<string | null>): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]|^\s|\s$|^$/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value;
}
