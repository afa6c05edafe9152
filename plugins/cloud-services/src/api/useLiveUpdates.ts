import { useEffect, useRef, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  CLOUD_SERVICES_SIGNAL_CHANNEL,
  type CloudServicesSignal,
} from '@dualcloud/backstage-plugin-cloud-services-common';

const FIRST_POLL_MS = 2_000;
const SLOWEST_POLL_MS = 15_000;
const SIGNALLED_POLL_MS = 10_000;

/**
 * Calls `onChange` when the backend signals a change of one of `ids` (of
 * anything, when `ids` is absent).
 *
 * A signal may be lost, and a portal may run without signals. So while
 * `isActive` says that something is under way this also polls: every 10 seconds
 * beside signals; without them after 2 seconds and then ever more slowly, starting
 * anew whenever `progress` changes.
 *
 * Subscribes by itself rather than with `useSignal`, which keeps only the last
 * of several signals that arrive together.
 */
export function useLiveUpdates(options: {
  ids?: Array<string | undefined>;
  isActive: boolean;
  progress?: string;
  onChange: () => void;
}): void {
  const { ids, isActive, progress } = options;
  const signalApi = useApiHolder().get(signalApiRef);
  const onChangeRef = useRef(options.onChange);
  onChangeRef.current = options.onChange;
  const [isSignalled, setSignalled] = useState(false);
  const idKey = ids?.join(' ');

  useEffect(() => {
    const wanted = idKey?.split(' ').filter(Boolean);
    const subscription = signalApi?.subscribe<CloudServicesSignal>(
      CLOUD_SERVICES_SIGNAL_CHANNEL,
      message => {
        setSignalled(true);
        const touched = [
          message.environmentId,
          message.instanceId,
          message.orderId,
        ];
        if (!wanted || touched.some(id => id && wanted.includes(id))) {
          onChangeRef.current();
        }
      },
    );
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
}
