const DAY_S = 86_400;

/** Longer is no window. */
export const LONGEST_S = 31 * DAY_S;
/** So far ahead calendars are worked out. */
export const FURTHEST_S = 2 * 366 * DAY_S;
