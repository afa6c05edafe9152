import { useCallback, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  newIdempotencyKey,
  type CloudServicesClient,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from './cloudServicesApi';

/** One thing that a person wants done, however often the button is pressed. */
export type Wish<TBody, TResult> = {
  submit: (body: TBody) => Promise<TResult | undefined>;
  isPending: boolean;
  error?: Error;
  clearError: () => void;
};

/**
 * Sends a wish under an Idempotency-Key. The key stays the same while the wish
 * does, so that pressing the button again after a lost answer has one effect; a
 * changed body is another wish with its own key. Mount it with the dialog: a
 * dialog that opens anew means a new wish.
 *
 * `submit` gives `undefined` and sets `error` when it fails.
 */
export function useWish<TBody, TResult>(
  send: (
    client: CloudServicesClient,
    body: TBody,
    header: { 'Idempotency-Key': string },
  ) => Promise<{ data?: TResult }>,
): Wish<TBody, TResult> {
  const api = useApi(cloudServicesApiRef);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const wish = useRef<{ body: string; key: string }>();
  const busy = useRef(false);
  const sendRef = useRef(send);
  sendRef.current = send;

  const submit = useCallback(
    async (body: TBody) => {
      if (busy.current) return undefined;
      busy.current = true;
      setPending(true);
      setError(undefined);
      const text = JSON.stringify(body) ?? '';
      if (wish.current?.body !== text) {
        wish.current = { body: text, key: newIdempotencyKey() };
      }
      try {
        const { data } = await sendRef.current(await api.getClient(), body, {
          'Idempotency-Key': wish.current.key,
        });
        wish.current = undefined;
        return data;
      } catch (thrown) {
        setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
        return undefined;
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
    [api],
  );

  const clearError = useCallback(() => setError(undefined), []);
  return { submit, isPending, error, clearError };
}
