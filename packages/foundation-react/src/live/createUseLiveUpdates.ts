import { useEffect, useRef, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';

const FIRST_POLL_MS = 2_000;
const SLOWEST_POLL_MS = 15_000;
const SIGNALLED_POLL_MS = 10_000;

/**
 * What a page watches.
 * @public
 */
export type LiveUpdates = {
  /** Only changes of one of these; of anything if absent. */
  ids?: Array<string | undefined>;
  /** Whether something is under way, so that losing a signal would be noticed. */
  isActive: boolean;
  /** How far it has come; polling starts anew when this changes. */
  progress?: string;
  onChange: () => void;
};

/**
 * Makes the hook that calls `onChange` when the plugin's backend signals a change
 * of one of `ids` (of anything, when `ids` is absent).
 *
 * A signal may be lost, and a portal may run without signals. So while
 * `isActive` says that something is under way this also polls: every 10 seconds
 * beside signals; without them after 2 seconds and then ever more slowly, starting
 * anew whenever `progress` changes.
 *
 * Subscribes by itself rather than with `useSignal`, which keeps only the last
 * of several signals that arrive together.
 * @param options - the plugin's signals channel, and which ids a message is about
 * @public
 */
export function createUseLiveUpdates<TMessage extends JsonObject>(options: {
  channel: string;
  idsOf: (message: TMessage) => Array<string | undefined>;
}): (watch: LiveUpdates) => void {
  const { channel, idsOf } = options;
  return function useLiveUpdates(watch: LiveUpdates): void {
    const { ids, isActive, progress } = watch;
    const signalApi = useApiHolder().get(signalApiRef);
    const onChangeRef = useRef(watch.onChange);
    onChangeRef.current = watch.onChange;
    const [isSignalled, setSignalled] = useState(false);
    const idKey = ids?.join(' ');

    useEffect(() => {
      const wanted = idKey?.split(' ').filter(Boolean);
      const subscription = signalApi?.subscribe<TMessage>(channel, message => {
        setSignalled(true);
        const touched = idsOf(message);
        if (!wanted || touched.some(id => id && wanted.includes(id))) {
          onChangeRef.current();
        }
      });
      return () => subscription?.unsubscribe();
    }, [signalApi, idKey]);

    useEffect(() => {
      if (!isActive) return undefined;
      let delay = isSignalled ? SIGNALLED_POLL_MS : FIRST_POLL_MS;
      let timer: ReturnType<typeof setTimeout>;
      const schedule = () => {
        timer = setTimeout(() => {
          onChangeRef.current();
          delay = isSignalled
            ? SIGNALLED_POLL_MS
            : Math.min(delay * 1.5, SLOWEST_POLL_MS);
          schedule();
        }, delay);
      };
      schedule();
      return () => clearTimeout(timer);
    }, [isActive, isSignalled, progress]);
  };
}
