import { useCallback, useRef, useState } from 'react';
import { useApi, type ApiRef } from '@backstage/core-plugin-api';
import { newIdempotencyKey } from '@dualcloud/foundation-common';
import type { ClientApi } from '../client';

/**
 * One thing that a person wants done, however often the button is pressed.
 * @public
 */
export type Wish<TBody, TResult> = {
  /** Gives `undefined`, and sets `error`, when it fails. */
  submit: (body: TBody) => Promise<TResult | undefined>;
  isPending: boolean;
  error?: Error;
  clearError: () => void;
};

/**
 * How a wish is sent to a plugin's backend.
 * @public
 */
export type SendWish<TClient, TBody, TResult> = (
  client: TClient,
  body: TBody,
  header: { 'Idempotency-Key': string },
) => Promise<{ data?: TResult }>;

/**
 * Sends a wish under an Idempotency-Key. The key stays the same while the wish
 * does, so that pressing the button again after a lost answer has one effect; a
 * changed body is another wish with its own key. Mount it with the dialog: a
 * dialog that opens anew means a new wish.
 * @public
 */
export type UseWish<TClient> = <TBody, TResult>(
  send: SendWish<TClient, TBody, TResult>,
) => Wish<TBody, TResult>;

/**
 * Makes the hook with which a plugin's dialogs send wishes to its backend.
 * @public
 */
export function createUseWish<TClient>(
  apiRef: ApiRef<ClientApi<TClient>>,
): UseWish<TClient> {
  return function useWish<TBody, TResult>(
    send: SendWish<TClient, TBody, TResult>,
  ): Wish<TBody, TResult> {
    const api = useApi(apiRef);
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
          setError(
            thrown instanceof Error ? thrown : new Error(String(thrown)),
          );
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
  };
}
