import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Filters that live in the address, so that what one sees can be bookmarked and
 * sent on. Setting a filter to `undefined` or the empty string removes it.
 * @public
 */
export function useUrlFilter() {
  const [params, setParams] = useSearchParams();
  const get = (name: string) => params.get(name) ?? undefined;
  const set = useCallback(
    (name: string, value: string | undefined) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = useCallback(
    (names: string[]) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          names.forEach(name => next.delete(name));
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { get, set, clear };
}

/**
 * What {@link useUrlFilter} gives.
 * @public
 */
export type UrlFilter = ReturnType<typeof useUrlFilter>;
