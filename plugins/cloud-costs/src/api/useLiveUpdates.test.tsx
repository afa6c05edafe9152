import type { ReactNode } from 'react';
import { act, renderHook } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { useChanges } from './useLiveUpdates';

const CHANNEL = 'cloud-costs';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A page that reads again, and a way to send it signals. */
function aPage() {
  const listeners = new Set<(message: { topic: string }) => void>();
  const signalApi = {
    subscribe: (channel: string, listener: () => void) => {
      expect(channel).toBe(CHANNEL);
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  const onChange = jest.fn();
  const { unmount } = renderHook(() => useChanges(['costs'], onChange), {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider apis={[[signalApiRef, signalApi as never]]}>
        {props.children}
      </TestApiProvider>
    ),
  });
  const signal = (topic: string) =>
    act(() => listeners.forEach(listener => listener({ topic })));
  const pass = (seconds: number) =>
    act(() => jest.advanceTimersByTime(seconds * 1_000));
  return { onChange, signal, pass, unmount };
}

it('reads at once when costs have changed, and then not for a while', () => {
  const { onChange, signal, pass } = aPage();
  signal('anomalies');
  pass(1);
  expect(onChange).not.toHaveBeenCalled();
  signal('costs');
  pass(1);
  expect(onChange).toHaveBeenCalledTimes(1);
  for (let second = 0; second < 10; second += 1) {
    signal('costs');
    pass(1);
  }
  expect(onChange).toHaveBeenCalledTimes(1);
  // The last change is not forgotten.
  pass(5);
  expect(onChange).toHaveBeenCalledTimes(2);
  pass(60);
  expect(onChange).toHaveBeenCalledTimes(2);
});

it('reads nothing any more for a page that has been left', () => {
  const { onChange, signal, pass, unmount } = aPage();
  signal('costs');
  unmount();
  pass(60);
  expect(onChange).not.toHaveBeenCalled();
});
