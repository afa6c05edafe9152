import { isNotInstalled } from '@dualcloud/foundation-common';

const PAGE = 100;

type Page<T> = { items: T[]; nextCursor?: string };

/**
 * What a list of another plugin has, page by page; nothing where the portal does not
 * have that plugin.
 *
 * @param read - asks for one page
 * @public
 */
export async function* everyPage<T>(
  read: (query: {
    limit: number;
    cursor?: string;
  }) => Promise<{ data?: Page<T> }>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await orNothing(read({ limit: PAGE, cursor }));
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

async function orNothing<T>(
  answer: Promise<{ data?: Page<T> }>,
): Promise<Page<T>> {
  try {
    return (await answer).data ?? { items: [] };
  } catch (error) {
    if (isNotInstalled(error)) return { items: [] };
    throw error;
  }
}
