import { parseEntityRef } from '@backstage/catalog-model';

/**
 * What is searched in a document, each of it once.
 * @param texts - as they are
 * @param refs - of entities, which are found by their names
 * @public
 */
export function searchText(
  texts: Array<string | undefined>,
  refs: Array<string | undefined>,
): string {
  const names = refs.map(ref => ref && parseEntityRef(ref).name);
  return [...new Set([...texts, ...names].filter(Boolean))].join(', ');
}
