/** The last months, the running one first, such as `2026-11`. */
export function recentMonths(count: number, now: Date): string[] {
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(now.getFullYear(), now.getMonth() - back, 1);
    return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(
      2,
      '0',
    )}`;
  });
}
