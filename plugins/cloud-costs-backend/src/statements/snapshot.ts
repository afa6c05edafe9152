import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { type Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** Whoever writes or gets a statement, with what an invoice needs. */
export type BillingParty = {
  name: string;
  street?: string;
  city?: string;
  postCode?: string;
  /** Two letters, as in ISO 3166. */
  country?: string;
  email?: string;
};

/** What a statement says beside its lines; kept with a final one. */
export type StatementSnapshot = {
  /** `invoice`: for real money; `internal`: an allocation of costs. */
  billing: 'invoice' | 'internal';
  seller: BillingParty & {
    vatId?: string;
    /** Under which it is known where no VAT ID may be named. */
    registrationId?: string;
    iban?: string;
    bic?: string;
    contact?: { name?: string; email?: string; phone?: string };
  };
  payer: BillingParty & { ref: string; leitwegId?: string };
  /** Versions that lines were charged by. */
  priceLists: Array<{ list: string; version: string }>;
  /** Of systems, services and the payer, by entity ref. */
  titles: Record<string, string>;
  timeZone: string;
  /** EN 16931's category; absent: not subject to value-added tax. */
  tax?: { category: 'O' | 'S' | 'E' | 'Z'; percent?: number; reason?: string };
  /** From the day of the statement; absent: 30. */
  paymentDays?: number;
};

const LEITWEG_ID = 'dualcloud.dev/leitweg-id';
const ADDRESS = ['street', 'city', 'postCode', 'country', 'email'] as const;

/** Who the parties of a statement are, from configuration and catalog. */
export class SnapshotReader {
  private constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      config: RootConfigService;
      logger: LoggerService;
      timeZone: string;
    },
  ) {}

  static create(deps: {
    catalog: CatalogService;
    auth: AuthService;
    config: RootConfigService;
    logger: LoggerService;
    timeZone: string;
  }): SnapshotReader {
    // A mistake is to be found at the start, not at the month's end.
    termsOf(deps.config.getOptionalConfig('cloudCosts.billing'));
    return new SnapshotReader(deps);
  }

  /** `invoice` or `internal`. */
  billingOf(payerRef: string): StatementSnapshot['billing'] {
    const mode =
      this.customer(payerRef)?.getOptionalString('mode') ??
      this.deps.config.getOptionalString('cloudCosts.billing.mode');
    return mode === 'invoice' ? 'invoice' : 'internal';
  }

  /** @throws if the catalog does not answer */
  async read(
    payerRef: string,
    lines: readonly StatementLine[],
  ): Promise<StatementSnapshot> {
    const entities = await this.entities([
      payerRef,
      ...lines.flatMap(({ systemRef, serviceRef }) => [
        systemRef ?? '',
        serviceRef,
      ]),
    ]);
    return this.compose(payerRef, lines, entities);
  }

  /** Without titles where the catalog does not answer; for what is not final. */
  async readIfPossible(
    payerRef: string,
    lines: readonly StatementLine[],
  ): Promise<StatementSnapshot> {
    try {
      return await this.read(payerRef, lines);
    } catch (error) {
      this.deps.logger.warn(
        `The catalog does not answer, a statement is shown without titles: ${error}`,
      );
      return this.compose(payerRef, lines, new Map());
    }
  }

  private compose(
    payerRef: string,
    lines: readonly StatementLine[],
    entities: Map<string, Entity>,
  ): StatementSnapshot {
    const customer = this.customer(payerRef);
    const seller = this.deps.config.getOptionalConfig(
      'cloudCosts.billing.seller',
    );
    const contact = seller?.getOptionalConfig('contact');
    const payer = entities.get(payerRef);
    return {
      billing: this.billingOf(payerRef),
      seller: {
        name: seller?.getOptionalString('name') ?? '',
        ...texts(seller, [
          ...ADDRESS,
          'vatId',
          'registrationId',
          'iban',
          'bic',
        ]),
        ...(contact && { contact: texts(contact, ['name', 'email', 'phone']) }),
      },
      payer: {
        ref: payerRef,
        name:
          customer?.getOptionalString('name') ??
          (payer && titleOf(payer)) ??
          payerRef,
        ...texts(customer, [...ADDRESS]),
        ...leitwegIdOf(customer, payer),
      },
      priceLists: priceListsOf(lines),
      titles: Object.fromEntries(
        [...entities].map(([ref, entity]) => [ref, titleOf(entity)]),
      ),
      timeZone: this.deps.timeZone,
      ...termsOf(this.deps.config.getOptionalConfig('cloudCosts.billing')),
    };
  }

  private customer(payerRef: string): Config | undefined {
    const customers = this.deps.config.getOptionalConfig(
      'cloudCosts.billing.customers',
    );
    // A ref cannot be part of a path in the configuration.
    const all = customers?.getOptional<Record<string, JsonObject>>();
    return all && Object.hasOwn(all, payerRef)
      ? new ConfigReader(all[payerRef], 'cloudCosts.billing.customers')
      : undefined;
  }

  private async entities(refs: string[]): Promise<Map<string, Entity>> {
    const wanted = [...new Set(refs)].filter(ref => /^[^:]+:.+\/.+$/.test(ref));
    if (wanted.length === 0) return new Map();
    const { items } = await this.deps.catalog.getEntitiesByRefs(
      {
        entityRefs: wanted,
        fields: ['kind', 'metadata', 'spec.profile'],
      },
      { credentials: await this.deps.auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap(entity =>
        entity ? [[stringifyEntityRef(entity), entity] as const] : [],
      ),
    );
  }
}

function titleOf(entity: Entity): string {
  const profile = entity.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? entity.metadata.title ?? entity.metadata.name;
}

function texts<K extends string>(
  config: Config | undefined,
  keys: readonly K[],
): { [key in K]?: string } {
  const found: { [key in K]?: string } = {};
  for (const key of keys) {
    const text = config?.getOptionalString(key);
    if (text !== undefined) found[key] = text;
  }
  return found;
}

/** Tax and time of payment, checked: they stay in what is final. */
function termsOf(
  billing: Config | undefined,
): Pick<StatementSnapshot, 'tax' | 'paymentDays'> {
  const tax = billing?.getOptionalConfig('tax');
  const paymentDays = billing?.getOptionalNumber('paymentDays');
  const category = tax?.getOptionalString('category') ?? 'O';
  const percent = tax?.getOptionalNumber('percent');
  const reason = tax?.getOptionalString('reason');
  if (!isTaxCategory(category)) {
    throw new InputError(
      `cloudCosts.billing.tax.category must be O, S, E or Z, not ${category}`,
    );
  }
  if (category === 'S' && !(percent && percent > 0 && percent < 100)) {
    throw new InputError(
      'cloudCosts.billing.tax.percent must be above 0 and below 100 for category S',
    );
  }
  if (percent !== undefined && !/^\d+(\.\d{1,2})?$/.test(String(percent))) {
    throw new InputError(
      'cloudCosts.billing.tax.percent must have at most two digits after the point',
    );
  }
  if (
    paymentDays !== undefined &&
    !(Number.isInteger(paymentDays) && paymentDays >= 0 && paymentDays <= 365)
  ) {
    throw new InputError(
      'cloudCosts.billing.paymentDays must be a whole number from 0 to 365',
    );
  }
  return {
    ...(tax && {
      tax: {
        category,
        ...(category === 'S' && { percent }),
        ...(reason !== undefined && { reason }),
      },
    }),
    ...(paymentDays !== undefined && { paymentDays }),
  };
}

function isTaxCategory(
  text: string,
): text is NonNullable<StatementSnapshot['tax']>['category'] {
  return ['O', 'S', 'E', 'Z'].includes(text);
}

function leitwegIdOf(
  customer: Config | undefined,
  payer: Entity | undefined,
): { leitwegId?: string } {
  const leitwegId =
    customer?.getOptionalString('leitwegId') ??
    payer?.metadata.annotations?.[LEITWEG_ID];
  return leitwegId ? { leitwegId } : {};
}

function priceListsOf(
  lines: readonly StatementLine[],
): StatementSnapshot['priceLists'] {
  const found = new Map<string, { list: string; version: string }>();
  for (const { priceList: list, priceListVersion: version } of lines) {
    if (list && version) found.set(`${list} ${version}`, { list, version });
  }
  return [...found.keys()].sort().flatMap(key => found.get(key) ?? []);
}
