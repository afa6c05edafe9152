import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What a page knows of something it has asked for.
 * @public
 */
export type Query<T> = {
  /** The last answer; kept while a newer one is on its way. */
  data?: T;
  /** Why the last attempt failed; cleared by the next success. */
  error?: Error;
  /** True until there is a first answer or error. */
  isPending: boolean;
  /** Asks again; the last answer stays until there is a new one. */
  reload: () => void;
};

/**
 * Reads through any loader, again whenever `key` changes or `reload` is called.
 * Answers to a key that is no longer current are dropped. An undefined key asks nothing.
 * @public
 */
export function useLoader<T>(
  load: () => Promise<T>,
  key: string | undefined,
): Query<T> {
  const [state, setState] = useState<{ key?: string; data?: T; error?: Error }>(
    {},
  );
  const [attempt, setAttempt] = useState(0);
  const loadRef = useRef(load);
  loadRef.current = load;

  useEffect(() => {
    let current = key !== undefined;
    if (current) {
      loadRef.current().then(
        data => current && setState({ key, data }),
        error =>
          current &&
          setState(previous => ({
            key,
            data: previous.key === key ? previous.data : undefined,
            error: error instanceof Error ? error : new Error(String(error)),
          })),
      );
    }
    return () => {
      current = false;
    };
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const isCurrent = state.key === key;
  return {
    data: state.data,
    error: isCurrent ? state.error : undefined,
    isPending: key !== undefined && !isCurrent,
    reload,
  };
}
