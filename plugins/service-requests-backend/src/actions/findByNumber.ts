import { notFound } from '@dualcloud/foundation-node';

type Numbered = { id: string; number: string };

/**
 * The id of what somebody names by its number, as people do, or by its id.
 *
 * @param list - what they may see, by words of title or number
 * @throws NotFoundError
 */
export async function idOf(
  what: 'request' | 'ticket',
  named: string,
  list: (q: string) => Promise<{ items: Numbered[] }>,
): Promise<string> {
  if (!/^[A-Z]+-\d{4}-\d+$/i.test(named)) return named;
  const { items } = await list(named);
  const number = named.toUpperCase();
  const found = items.find(one => one.number === number);
  if (!found) throw notFound(what, named);
  return found.id;
}
