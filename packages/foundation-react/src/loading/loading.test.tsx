import type { PropsWithChildren } from 'react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { createApiRef } from '@backstage/core-plugin-api';
import { TestApiProvider } from '@backstage/test-utils';
import type { ClientApi } from '../client';
import { createUsePages } from './createUsePages';
import { createUseQuery } from './createUseQuery';
import { createUseWish } from './createUseWish';

type Client = {
  list: (
    of: string,
    cursor?: string,
  ) => Promise<{ data?: { items: string[]; nextCursor?: string } }>;
  read: (id: string) => Promise<{ data?: string }>;
  order: (body: string, key: string) => Promise<{ data?: string }>;
};
const apiRef = createApiRef<ClientApi<Client>>({ id: 'things' });
const useQuery = createUseQuery(apiRef);
const usePages = createUsePages(apiRef);
const useWish = createUseWish(apiRef);

function withClient(client: Partial<Client>) {
  const api = { getClient: async () => client as Client };
  return ({ children }: PropsWithChildren<{}>) => (
    <TestApiProvider apis={[[apiRef, api]]}>{children}</TestApiProvider>
  );
}

describe('createUseQuery', () => {
  it('drops the answer to a question that is no longer asked', async () => {
    const answers = new Map<string, (data: string) => void>();
    const wrapper = withClient({
      read: id =>
        new Promise(resolve => answers.set(id, data => resolve({ data }))),
    });
    const { result, rerender } = renderHook(
      ({ id }: { id: string }) => useQuery(client => client.read(id), id),
      { wrapper, initialProps: { id: 'a' } },
    );
    await waitFor(() => expect(answers.has('a')).toBe(true));
    rerender({ id: 'b' });
    await waitFor(() => expect(answers.has('b')).toBe(true));

    await act(async () => answers.get('b')?.('of b'));
    await act(async () => answers.get('a')?.('of a'));
    expect(result.current.data).toBe('of b');
  });

  it('keeps the last answer when reading again fails', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce({ data: 'first' })
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce({});
    const { result } = renderHook(
      () => useQuery(client => client.read('a'), 'a'),
      { wrapper: withClient({ read }) },
    );
    await waitFor(() => expect(result.current.data).toBe('first'));

    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error?.message).toBe('down'));
    expect(result.current.data).toBe('first');

    act(() => result.current.reload());
    await waitFor(() =>
      expect(result.current.error?.message).toBe(
        'The backend gave an empty answer',
      ),
    );
  });
});

describe('createUsePages', () => {
  const PAGES = 4;
  /** Four pages with an item each, which know how often they were read. */
  const start = () => {
    const reads = new Map<string, number>();
    const list = jest.fn(async (of: string, cursor = '1') => {
      const name = `${of}${cursor}`;
      const times = (reads.get(name) ?? 0) + 1;
      reads.set(name, times);
      const next = Number(cursor) + 1;
      return {
        data: {
          items: [`${name} read ${times}`],
          ...(next <= PAGES && { nextCursor: String(next) }),
        },
      };
    });
    const view = renderHook(
      ({ of }: { of: string }) =>
        usePages((client, cursor) => client.list(of, cursor), of),
      { wrapper: withClient({ list }), initialProps: { of: 'a' } },
    );
    const items = () => view.result.current.items;
    const more = () => act(async () => view.result.current.loadMore?.());
    return { ...view, list, items, more };
  };

  it('reads all pages that are there again', async () => {
    const { items, more, result } = start();
    await waitFor(() => expect(items()).toEqual(['a1 read 1']));
    await more();
    await more();
    expect(items()).toEqual(['a1 read 1', 'a2 read 1', 'a3 read 1']);
    act(() => result.current.reload());
    await waitFor(() =>
      expect(items()).toEqual(['a1 read 2', 'a2 read 2', 'a3 read 2']),
    );
    await more();
    expect(items()).toHaveLength(PAGES);
    expect(result.current.loadMore).toBeUndefined();
  });

  it('begins with one page of another list', async () => {
    const { items, more, rerender, result } = start();
    await waitFor(() => expect(items()).toEqual(['a1 read 1']));
    await more();
    rerender({ of: 'b' });
    await waitFor(() => expect(items()).toEqual(['b1 read 1']));
    act(() => result.current.reload());
    await waitFor(() => expect(items()).toEqual(['b1 read 2']));
  });

  it('keeps what is there when a further page cannot be read', async () => {
    const { items, list, more, result } = start();
    await waitFor(() => expect(items()).toEqual(['a1 read 1']));
    list.mockRejectedValueOnce(new Error('down'));
    await more();
    expect(result.current.error?.message).toBe('down');
    expect(items()).toEqual(['a1 read 1']);
    await more();
    expect(items()).toEqual(['a1 read 1', 'a2 read 1']);
  });
});

describe('createUseWish', () => {
  it('keeps the key of a wish until it is answered or changed', async () => {
    const keys: string[] = [];
    const order = jest.fn(async (body: string, key: string) => {
      keys.push(key);
      if (keys.length < 3) throw new Error('lost');
      return { data: body };
    });
    const { result } = renderHook(
      () =>
        useWish((client, body: string, header) =>
          client.order(body, header['Idempotency-Key']),
        ),
      { wrapper: withClient({ order }) },
    );
    const submit = async (body: string) => {
      let answer: string | undefined;
      await act(async () => {
        answer = await result.current.submit(body);
      });
      return answer;
    };

    expect(await submit('one')).toBeUndefined();
    expect(result.current.error?.message).toBe('lost');
    await submit('one');
    expect(await submit('another')).toBe('another');
    expect(await submit('another')).toBe('another');
    const [first, retry, changed, again] = keys;
    expect(retry).toBe(first);
    expect(new Set([first, changed, again]).size).toBe(3);
    expect(result.current.error).toBeUndefined();
  });

  it('sends a wish once while the button is pressed twice', async () => {
    const order = jest.fn(async () => ({ data: 'done' }));
    const { result } = renderHook(
      () => useWish((client, body: string) => client.order(body, '')),
      { wrapper: withClient({ order }) },
    );
    await act(async () => {
      await Promise.all([
        result.current.submit('one'),
        result.current.submit('one'),
      ]);
    });
    expect(order).toHaveBeenCalledTimes(1);
  });
});
