import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Words } from '../words';

type Language = 'en' | 'de';
/** Names a field from the parts of its path, in the reader's words. */
type Namer = (
  parts: string[],
  words: Words,
  content: OfferContent,
) => string | undefined;

const PLAIN = [
  'scope',
  'outOfScope',
  'notes',
  'validUntil',
  'effectiveFrom',
] as const;
const OF_SERVICE = [
  'name',
  'version',
  'tier',
  'protectionLevel',
  'networkZones',
  'dataLocation',
  'legalBasis',
  'dependsOn',
] as const;
const OF_COMPONENT = { price: 'offer.price', type: 'offer.kind' } as const;
const OF_OBJECTIVE = {
  target: 'offer.target',
  period: 'offer.period',
} as const;

const inLanguage = (language: string, field: string, { t }: Words) =>
  t(`offer.draft.in.${language as Language}`, { field });

/** By the first part of a path. */
const NAMERS: Record<string, Namer> = {
  titles: ([language], words) =>
    inLanguage(language, words.t('offer.draft.titles'), words),
  service: ([field, language], words) => {
    const known = OF_SERVICE.find(one => one === field);
    if (known) return words.t(`offer.service.${known}`);
    const title =
      field === 'titles' ? 'offer.service.title' : 'offer.service.description';
    return language && inLanguage(language, words.t(title), words);
  },
  prices: ([, id, field], { t, text }, { prices }) => {
    const component = prices.components.find(one => one.id === id);
    const titles = component?.titles as OfferContent['titles'] | undefined;
    const known = OF_COMPONENT[field as keyof typeof OF_COMPONENT];
    return join(text(titles) || id, known && t(known));
  },
  agreement: ([field, id, part], { t }) => {
    if (field === 'calendarRef') return t('offer.hours');
    if (field === 'denominator') return t('offer.draft.denominator');
    const known = OF_OBJECTIVE[part as keyof typeof OF_OBJECTIVE];
    const name = id === 'availability' ? t('offer.objective.availability') : id;
    return field === 'objectives' ? join(name, known && t(known)) : undefined;
  },
  schedule: ([index, field], { t }) =>
    join(
      t('offer.draft.step', { number: String(Number(index) + 1) }),
      t(field === 'date' ? 'offer.draft.stepDay' : 'offer.draft.stepName'),
    ),
};

function join(...names: Array<string | undefined>): string {
  return names.filter(Boolean).join(', ');
}

/**
 * What a field of an offer is called on our pages, by its path, such as
 * `prices.components[operation].price`; a field without a name stays its path.
 */
export function fieldName(
  path: string,
  words: Words,
  content: OfferContent,
): string {
  const plain = PLAIN.find(one => one === path);
  if (plain) return words.t(`offer.${plain}`);
  const [first, ...parts] = path.split(/[.[\]]+/).filter(Boolean);
  return NAMERS[first]?.(parts, words, content) || path;
}
