import type {
  OfferContent,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Entity } from '@backstage/catalog-model';

/** What is sent to draw up or change an offer. */
export type OfferDraft = { content: OfferContent; validUntil: string };

type Service = OfferContent['service'];

const MS_PER_DAY = 86_400_000;
const VALID_DAYS = 30;
const EFFECTIVE_DAYS = 60;
const LONGEST_NAME = 63;

const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
};

/** A name for the catalog from a title: `Führerscheinregister` is `fuehrerscheinregister`. */
export function nameFrom(title: string): string {
  return title
    .toLocaleLowerCase('de-DE')
    .replace(/[äöüß]/g, letter => UMLAUTS[letter])
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '');
}

/** A decimal as the API takes it, from what people type: `1250,50` is `1250.50`. */
export function decimalFrom(typed: string): string {
  const text = typed.trim();
  return /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
}

function inDays(days: number, now: number): string {
  return new Date(now + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * A sensible beginning of an offer: what the request says, a one-time and a
 * monthly price, and an availability in the hours of a calendar.
 * @param service - the service that the request is about, if it is about one
 * @param calendarRef - the calendar to begin with
 */
export function templateFor(
  request: ServiceRequestDetail,
  service: Entity | undefined,
  calendarRef: string | undefined,
  now: number,
): OfferDraft {
  return {
    validUntil: inDays(VALID_DAYS, now),
    content: {
      titles: { en: request.title, de: request.title },
      scope: '',
      service: serviceFor(request, service),
      prices: {
        currency: 'EUR',
        components: [
          {
            id: 'setup',
            titles: { en: 'Setup', de: 'Einrichtung' },
            type: 'one-time',
            price: '',
          },
          {
            id: 'operation',
            titles: { en: 'Operation', de: 'Betrieb' },
            type: 'recurring',
            period: 'month',
            proration: 'exact',
            price: '',
          },
        ],
      },
      agreement: {
        ...(calendarRef && { calendarRef }),
        denominator: 'agreedMinusPlanned',
        gaps: 'excluded',
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            period: 'month',
            target: '99',
          },
        ],
        responsibilities: [{ part: 'everything', answers: 'provider' }],
      },
      schedule: [],
      effectiveFrom: inDays(EFFECTIVE_DAYS, now),
    },
  };
}

/** A service that there is keeps what the catalog says of it. */
function serviceFor(
  { title, form }: ServiceRequestDetail,
  entity: Entity | undefined,
): Service {
  const spec = (entity?.spec ?? {}) as Partial<Service> & {
    title?: Service['titles'];
    description?: Service['descriptions'];
  };
  const said = form as {
    protectionLevel?: Service['protectionLevel'];
    legalBasis?: string;
    buildingBlocks?: string[];
  };
  const dependsOn = said.buildingBlocks ?? [];
  return {
    name: entity?.metadata.name ?? nameFrom(title),
    titles: spec.title ?? { en: title, de: title },
    version: spec.version ?? '1',
    tier: spec.tier ?? 'saas',
    protectionLevel: said.protectionLevel ?? spec.protectionLevel ?? 'normal',
    networkZones: spec.networkZones ?? [],
    dataLocation: spec.dataLocation ?? '',
    legalBasis: said.legalBasis ?? spec.legalBasis ?? '',
    ...(dependsOn.length > 0 && { dependsOn }),
  };
}
