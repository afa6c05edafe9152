import type { CloudServiceEntity } from '@dualcloud/backstage-plugin-cloud-services-common';

const SHORTEST = 3;
/** Below that a word of a description says nothing. */
const SHORTEST_DESCRIBING = 6;
/** What so many services say of themselves tells none from another. */
const MOST_SERVICES = 0.3;

/** The words of a text, in lower case, each once. */
export function wordsOf(text: string): Set<string> {
  const found = text.toLocaleLowerCase('en-US').match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(found.filter(word => word.length >= SHORTEST));
}

/** Everything in a form that is written rather than chosen by reference. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return /^[a-z]+:\S+\/\S+$/.test(value) ? [] : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** What each service calls itself, and how else it is described; rare words only. */
export function vocabularyOf(
  services: readonly CloudServiceEntity[],
): Array<{ names: string[]; others: string[] }> {
  const all = services.map(({ metadata, spec }) => ({
    names: wordsOf(
      [
        spec.title?.en ?? metadata.title ?? metadata.name,
        spec.title?.de,
        ...(spec.tags ?? []),
        ...(metadata.tags ?? []),
      ].join(' '),
    ),
    others: wordsOf(
      [spec.description?.en ?? metadata.description, spec.description?.de].join(
        ' ',
      ),
    ),
  }));
  const most = Math.max(1, services.length * MOST_SERVICES);
  const isRare = (word: string) =>
    all.filter(({ names, others }) => names.has(word) || others.has(word))
      .length <= most;
  return all.map(({ names, others }) => ({
    names: [...names].filter(isRare),
    others: [...others].filter(
      word =>
        word.length >= SHORTEST_DESCRIBING && !names.has(word) && isRare(word),
    ),
  }));
}
