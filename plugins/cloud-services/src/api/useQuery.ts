import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from './cloudServicesApi';

/** What a page knows of something it has asked for. */
export type Query<T> = {
  /** The last answer; kept while a newer one is on its way. */
  data?: T;
  /** Why the last attempt failed; cleared by the next success. */
  error?: Error;
  /** True until there is a first answer or error. */
  isPending: boolean;
  reload: () => void;
};

/**
 * Reads through any loader, again whenever `key` changes or `reload` is called.
 * Answers to a key that is no longer current are dropped. An undefined key asks nothing.
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

/** Reads from the cloud services backend; see {@link useLoader}. */
export function useQuery<T>(
  load: (client: CloudServicesClient) => Promise<{ data?: T }>,
  key: string | undefined,
): Query<T> {
  const api = useApi(cloudServicesApiRef);
  return useLoader(async () => {
    const { data } = await load(await api.getClient());
    if (data === undefined) {
      throw new Error('The cloud services backend gave an empty answer');
    }
    return data;
  }, key);
}
