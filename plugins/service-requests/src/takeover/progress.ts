import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';

/** What of a takeover is done, and what is missing. */
export type TakeoverProgress = {
  done: number;
  all: number;
  /** Gates that stand in the way. */
  gates: number;
  /** Required items of the checklist that are open. */
  items: number;
  /** Verdicts that nobody has given. */
  verdicts: number;
};

/** Gates, required items and verdicts count alike. */
export function progressOf({
  gates,
  checklist,
  verdicts,
}: TakeoverDetail): TakeoverProgress {
  const required = checklist.filter(item => item.required);
  const missing = {
    gates: gates.filter(({ clear }) => !clear).length,
    items: required.filter(({ fulfilled }) => !fulfilled).length,
    verdicts: verdicts.filter(({ given }) => !given).length,
  };
  const all = gates.length + required.length + verdicts.length;
  const open = missing.gates + missing.items + missing.verdicts;
  return { ...missing, all, done: all - open };
}

/** Whether the verdicts that come last may be given, as far as is known. */
export function isInOrder(takeover: TakeoverDetail): boolean {
  const { gates, items } = progressOf(takeover);
  return gates === 0 && items === 0;
}
