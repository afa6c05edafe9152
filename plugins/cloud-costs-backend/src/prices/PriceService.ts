import {
  type AgreedPrices,
  parsePriceListText,
  type PriceComponent,
  type PriceListCheck,
  priceListReadPermission,
  priceListSimulatePermission,
  type PriceListSpec,
  type PriceListSummary,
  type PriceListVersion,
  validatePriceList,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  type Caller,
  conflict,
  invalid,
  notAllowed,
  notFound,
  type ServiceCaller,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { PriceBook, StoredPriceList } from './PriceBook';
import type { PriceListStore } from './PriceListStore';
import type { PriceListSync } from './PriceListSync';

const PLAN = 'agreed';

/** Shows price lists to those who may see them, and takes agreed prices. */
export class PriceService {
  private constructor(
    private readonly deps: {
      store: PriceListStore;
      sync: PriceListSync;
      access: Access;
      audit: AuditLog;
      calendar: BillingCalendar;
      now: () => number;
    },
  ) {}

  static create(options: {
    store: PriceListStore;
    sync: PriceListSync;
    access: Access;
    audit: AuditLog;
    calendar: BillingCalendar;
    now?: () => number;
  }): PriceService {
    return new PriceService({ now: Date.now, ...options });
  }

  /** Newest first; agreed lists for their customer and the IT service provider only. */
  async list(
    caller: Caller,
    filter: { service?: string } = {},
  ): Promise<PriceListSummary[]> {
    await this.deps.access.require(caller, priceListReadPermission);
    const book = await this.deps.store.book();
    return book.versions
      .filter(version => maySee(caller, version.spec))
      .filter(({ spec }) => hasPrices(spec, filter.service))
      .sort((a, b) => b.validFromMs - a.validFromMs || b.id - a.id)
      .map(version => this.summary(book, version));
  }

  async get(
    caller: Caller,
    list: string,
    version: string,
  ): Promise<PriceListVersion> {
    await this.deps.access.require(caller, priceListReadPermission);
    const book = await this.deps.store.book();
    const found = book.versions.find(
      one => one.list === list && one.version === version,
    );
    if (!found || !maySee(caller, found.spec)) {
      throw notFound('version of a price list', `${list} ${version}`);
    }
    return {
      summary: this.summary(book, found),
      document: withOwnDiscounts(caller, found.spec),
    };
  }

  /** Problems of a text, with line and column; also what other lists have against it. */
  async check(caller: Caller, text: string): Promise<PriceListCheck> {
    const { access, store, calendar } = this.deps;
    await access.require(caller, priceListSimulatePermission);
    // It tells what other lists, agreed ones included, have against the draft.
    if (caller.type === 'user' && !caller.party.isItServiceProvider) {
      throw notAllowed('drafts are checked for the IT service provider only');
    }
    const { problems, entity, locate } = parsePriceListText(text);
    if (!entity) return { problems };
    const { spec } = entity;
    return {
      problems: (await store.check({ spec })).map(locate),
      summary: this.summary(await store.book(), {
        id: 0,
        list: spec.list,
        version: spec.version,
        spec,
        validFromMs: calendar.dayBounds(calendar.parseDay(spec.validFrom))
          .fromMs,
        storedAt: 0,
      }),
    };
  }

  /**
   * Makes the prices of an accepted offer hold, and end by `validTo`. Repeating it
   * changes nothing; other prices under the same version are refused once they are in force.
   */
  async putAgreedPrices(
    caller: ServiceCaller,
    agreementId: string,
    version: string,
    prices: AgreedPrices,
  ): Promise<PriceListSummary> {
    const { store, sync, audit, calendar } = this.deps;
    const spec = toSpec(agreementId, version, prices, calendar.timeZone);
    checkAgreed(spec);
    const answer = await store.put({ spec }, trx =>
      audit.append(trx, {
        actor: caller.ref,
        action: 'agreed-prices-put',
        objectRef: `price-list:${agreementId}/${version}`,
        details: { customerRef: prices.customerRef, validFrom: spec.validFrom },
      }),
    );
    if (answer.outcome === 'refused') throw conflict(answer.problem.message);
    // Also when nothing changed: the process may have ended here the last time.
    await sync.applyAgreements();
    const book = await store.book();
    const stored = book.version(answer.id);
    if (!stored) throw notFound('price list', agreementId);
    return this.summary(book, stored);
  }

  private summary(book: PriceBook, version: StoredPriceList): PriceListSummary {
    const { calendar, now } = this.deps;
    const { spec } = version;
    const toMs = book.validToMs(version);
    const nowMs = now();
    let status: PriceListSummary['status'] = 'in-force';
    const isOver =
      toMs !== undefined && toMs <= Math.max(nowMs, version.validFromMs);
    if (isOver) status = 'superseded';
    else if (version.validFromMs > nowMs) status = 'announced';
    return {
      list: version.list,
      version: version.version,
      validFrom: spec.validFrom,
      currency: spec.currency,
      status,
      services: spec.services.length,
      ...(spec.titles ? { titles: spec.titles } : {}),
      ...(toMs === undefined
        ? {}
        : { validTo: calendar.formatDay(calendar.dayOf(toMs - 1)) }),
      ...(spec.agreement ? { customerRef: spec.agreement.customerRef } : {}),
      ...(version.entityRef ? { entityRef: version.entityRef } : {}),
    };
  }
}

function maySee(caller: Caller, { agreement }: PriceListSpec): boolean {
  return (
    !agreement ||
    seesAll(caller) ||
    isOneOf(caller, agreement.customerRef) ||
    isOneOf(caller, agreement.payerRef)
  );
}

function hasPrices({ services }: PriceListSpec, service?: string): boolean {
  return !service || services.some(one => one.serviceRef === service);
}

function seesAll(caller: Caller): boolean {
  return caller.type === 'service' || caller.party.isItServiceProvider;
}

function isOneOf(caller: Caller, ref: string | undefined): boolean {
  return (
    caller.type === 'user' &&
    ref !== undefined &&
    caller.party.refs.includes(ref)
  );
}

/** What another customer has agreed is nobody else's business. */
function withOwnDiscounts(
  caller: Caller,
  spec: PriceListSpec,
): Record<string, unknown> {
  if (seesAll(caller) || !spec.discounts) return spec;
  return {
    ...spec,
    discounts: spec.discounts.filter(one => isOneOf(caller, one.customerRef)),
  };
}

function toSpec(
  agreementId: string,
  version: string,
  prices: AgreedPrices,
  timeZone: string,
): PriceListSpec {
  const { customerRef, systemRef, softwareProviderRef, payerRef } = prices;
  return {
    list: agreementId,
    version,
    ...(prices.titles && { titles: prices.titles }),
    validFrom: prices.validFrom,
    currency: prices.currency,
    timeZone,
    // It is not in the catalog, where an owner could be asked about it.
    owner: customerRef,
    agreement: {
      customerRef,
      systemRef,
      ...(softwareProviderRef ? { softwareProviderRef } : {}),
      ...(payerRef ? { payerRef } : {}),
      ...(prices.validTo ? { validUntil: prices.validTo } : {}),
    },
    services: [
      {
        serviceRef: prices.serviceRef,
        plans: [
          {
            plan: PLAN,
            // Checked below.
            components: prices.components as unknown as PriceComponent[],
          },
        ],
      },
    ],
  };
}

const FIELDS: Array<[prefix: string, field: string]> = [
  ['spec.services[0].plans[0].', ''],
  ['spec.services[0].', ''],
  ['spec.agreement.validUntil', 'validTo'],
  ['spec.agreement.', ''],
  ['spec.owner', 'customerRef'],
  ['spec.list', 'agreementId'],
  ['spec.', ''],
];

/** @throws InputError that names the fields of the request at fault */
function checkAgreed(spec: PriceListSpec): void {
  const problems = validatePriceList({
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'PriceList',
    metadata: { name: 'agreed' },
    spec,
  });
  if (problems.length === 0) return;
  throw invalid(
    problems.map(({ path, rule, message }) => {
      const [prefix, field] = FIELDS.find(([one]) => path.startsWith(one)) ?? [
        '',
        '',
      ];
      return { field: field + path.slice(prefix.length), rule, message };
    }),
  );
}
