import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { readView, type CostView, type ViewChange } from './costView';
import { todayOf } from './periods';

export type CostViewControl = {
  view: CostView;
  /** Each change is a step of its own for the back button. */
  change: (...changes: ViewChange[]) => void;
  /** Where a change leads, for links. */
  hrefTo: (...changes: ViewChange[]) => string;
  params: URLSearchParams;
};

/** What the address says one looks at. */
export function useCostView(): CostViewControl {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const today = todayOf(new Date());
  const view = useMemo(() => readView(params, today), [params, today]);
  const change = useCallback(
    (...changes: ViewChange[]) =>
      setParams(previous => changes.reduce((next, one) => one(next), previous)),
    [setParams],
  );
  const hrefTo = useCallback(
    (...changes: ViewChange[]) => {
      const next = changes.reduce((previous, one) => one(previous), params);
      return `${pathname}?${next}`;
    },
    [params, pathname],
  );
  return { view, change, hrefTo, params };
}
