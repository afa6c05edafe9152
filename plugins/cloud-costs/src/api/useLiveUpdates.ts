import { useEffect, useRef } from 'react';
import {
  CLOUD_COSTS_SIGNAL_CHANNEL,
  type CloudCostsSignal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { createUseLiveUpdates } from '@dualcloud/foundation-react';

/** Usage arrives all the time; nobody reads figures that change every second. */
const REST_MS = 15_000;

/** Calls `onChange` when something of one of the topics `ids` has changed. */
export const useLiveUpdates = createUseLiveUpdates<CloudCostsSignal>({
  channel: CLOUD_COSTS_SIGNAL_CHANNEL,
  idsOf: ({ topic }) => [topic],
});

/** Calls `onChange` after something of the topics has changed, at most every 15 seconds. */
export function useChanges(
  topics: Array<CloudCostsSignal['topic']>,
  onChange: () => void,
): void {
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  useLiveUpdates({
    ids: topics,
    isActive: false,
    onChange: () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        last.current = Date.now();
        onChange();
      }, Math.max(0, last.current + REST_MS - Date.now()));
    },
  });
}
