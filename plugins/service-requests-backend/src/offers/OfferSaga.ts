import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AgreedPrices,
  CloudCostsClient,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import { fromJson, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { PORTAL, type RequestLog } from '../record';
import { OFFER_ANNOTATION } from './composeDocuments';
import type { OfferStore } from './OfferStore';
import type { EffectRow, EffectState, Saga, StoredOffer } from './types';

const AT_ONCE = 50;
/** Soon at first: the catalog takes a second or two. */
const FIRST_MS = 1_000;
const LONGEST_MS = 10 * 60_000;

/** Where each way ends. */
const DONE: Record<Saga, Saga> = {
  'putting-in-force': 'in-force',
  'in-force': 'in-force',
  ending: 'ended',
  ended: 'ended',
};

type Deps = {
  knex: Knex;
  auth: AuthService;
  catalog: CatalogService;
  costs: () => Promise<CloudCostsClient>;
  levels: () => Promise<ServiceLevelsClient>;
  offers: OfferStore;
  log: RequestLog;
  logger: LoggerService;
  now: () => number;
};

type Outcome = { state: EffectState; problem?: string };

/*
 * From `accepted` to `in force`, and from `in force` to `ended`:
 *
 *   price       PUT to cloud costs, keyed by agreement and offer version
 *   agreement   PUT to service levels, keyed by the same
 *   service     taken by the catalog's provider; here it is only looked whether it is there
 *
 * Each step may be repeated, by any replica and any number of times. What was
 * accepted holds from its day, however late it gets there. When a service ends, price
 * and agreement are told once more, with their last day.
 */

/** Puts accepted offers in force, and ends them. */
export class OfferSaga {
  private running: Promise<void> | undefined;
  private again = false;

  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OfferSaga {
    return new OfferSaga(deps);
  }

  /** Goes on with everything whose time has come. Never throws. */
  run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.runAll()
      .catch(error => {
        this.deps.logger.warn(
          `Accepted offers could not be put in force, and it will be tried again: ${error}`,
        );
      })
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async runAll(): Promise<void> {
    do {
      this.again = false;
      const { offers, now } = this.deps;
      for (const offer of await offers.unfinished(now(), AT_ONCE)) {
        await this.goOn(offer);
      }
    } while (this.again);
  }

  private async goOn(offer: StoredOffer): Promise<void> {
    const { offers } = this.deps;
    let isDone = true;
    for (const effect of await offers.effects(offer.id)) {
      if (effect.state === 'done') continue;
      const outcome = await this.attempt(offer, effect);
      await this.store(offer, effect, outcome);
      if (outcome.state !== 'done' && outcome.state !== 'not-installed') {
        isDone = false;
      }
    }
    await this.conclude(offer, isDone);
  }

  private async attempt(
    offer: StoredOffer,
    effect: EffectRow,
  ): Promise<Outcome> {
    try {
      return await this.perform(offer, effect);
    } catch (error) {
      if (isNotInstalled(error)) return { state: 'not-installed' };
      const { statusCode } = error as { statusCode?: number };
      const message = error instanceof Error ? error.message : String(error);
      const isRefused =
        statusCode !== undefined && statusCode >= 400 && statusCode < 500;
      if (isRefused) {
        this.deps.logger.error(
          `The ${effect.kind} of offer ${offer.id} was refused: ${message}`,
        );
      }
      // Tried again all the same: what stands against it may be put right.
      return { state: isRefused ? 'failed' : 'pending', problem: message };
    }
  }

  private async perform(
    offer: StoredOffer,
    { kind, ref, document }: EffectRow,
  ): Promise<Outcome> {
    const [id, version] = splitRef(ref ?? '');
    switch (kind) {
      case 'price': {
        const client = await this.deps.costs();
        await client.PUT('/agreed-prices/{agreementId}/versions/{version}', {
          params: { path: { agreementId: id, version } },
          body: fromJson<AgreedPrices>(document),
        });
        return { state: 'done' };
      }
      case 'agreement': {
        const client = await this.deps.levels();
        await client.PUT('/agreements/{agreement}/{version}', {
          params: { path: { agreement: id, version } },
          body: {
            spec: fromJson<Record<string, unknown>>(document),
            offerRef: `offer:${offer.id}`,
          },
        });
        return { state: 'done' };
      }
      default:
        return this.lookForService(offer, ref ?? '');
    }
  }

  private async lookForService(
    offer: StoredOffer,
    serviceRef: string,
  ): Promise<Outcome> {
    const { auth, catalog } = this.deps;
    const entity: Entity | undefined = await catalog.getEntityByRef(
      serviceRef,
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return entity?.metadata.annotations?.[OFFER_ANNOTATION] === offer.id
      ? { state: 'done' }
      : { state: 'pending', problem: 'the catalogue has not taken it yet' };
  }

  private async store(
    offer: StoredOffer,
    effect: EffectRow,
    { state, problem }: Outcome,
  ): Promise<void> {
    const { knex, offers, log } = this.deps;
    if (state === effect.state && (problem ?? null) === effect.problem) return;
    await transact(knex, async trx => {
      const noted = await offers.noteOutcome(trx, effect, {
        state,
        problem: problem ?? null,
      });
      if (noted) await log.changes.touch(trx, 'offer', offer.id);
    });
    log.tell('offers');
  }

  private async conclude(offer: StoredOffer, isDone: boolean): Promise<void> {
    const { knex, offers, log, now } = this.deps;
    const attempts = offer.attempts + 1;
    const waitMs = Math.min(FIRST_MS * 2 ** Math.min(attempts, 20), LONGEST_MS);
    await transact(knex, async trx => {
      const current = await offers.lock(trx, offer.id);
      // Somebody has concluded it, or its service has ended meanwhile: then it goes on.
      if (!current || current.saga !== offer.saga) return;
      await offers.put(trx, {
        ...current,
        saga: isDone ? DONE[offer.saga!] : offer.saga,
        attempts,
        nextAt: now() + waitMs,
      });
      if (isDone) {
        await log.note(
          trx,
          { kind: 'offer', id: offer.id },
          {
            actor: PORTAL,
            action: `offer-${DONE[offer.saga!]}`,
            details: {
              effectiveFrom: offer.effectiveFrom ?? '',
              ...(offer.endsOn && { endsOn: offer.endsOn }),
            },
          },
        );
      }
    });
    if (isDone) log.tell('offers');
  }
}

/** `<id>/<version>` */
function splitRef(ref: string): [id: string, version: string] {
  const at = ref.lastIndexOf('/');
  return [ref.slice(0, at), ref.slice(at + 1)];
}
