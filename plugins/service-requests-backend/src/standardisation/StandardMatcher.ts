import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import {
  isCloudServiceEntity,
  isOrderable,
  type CloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  requestCreatePermission,
  type StandardMatch,
  type StandardMatchQuestion,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { UserCaller } from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import { buildingBlocksOf, patternOf } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { CandidateStore } from './CandidateStore';
import { textsOf, vocabularyOf, wordsOf } from './words';

const MOST = 3;
const LEVELS = ['normal', 'high', 'very-high'];

type Deps = {
  access: Access;
  book: RequestTypeBook;
  candidates: CandidateStore;
  catalog: CatalogService;
};

/**
 * Says, while somebody writes a request for something new, that a standard
 * service might do: because the same has been made standard, because the request
 * names one building block and nothing else, or because of its words.
 */
export class StandardMatcher {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): StandardMatcher {
    return new StandardMatcher(deps);
  }

  /** Likeliest first; nothing for requests about a service that exists. */
  async match(
    caller: UserCaller,
    { type, title = '', form: said = {} }: StandardMatchQuestion,
  ): Promise<StandardMatch[]> {
    const { access, book } = this.deps;
    const form = said as JsonObject;
    await access.require(caller, requestCreatePermission);
    const found = await book.find(type);
    if (found?.spec.about !== 'nothing') return [];
    const services = (await this.standardServices(caller)).filter(service =>
      protects(service, form.protectionLevel),
    );
    const matches = [
      ...(await this.decided(services, type, form)),
      ...onlyBlock(services, form),
      ...byWords(services, [title, ...textsOf(form)].join(' ')),
    ];
    const firsts = matches.filter(
      ({ serviceRef }, index) =>
        matches.findIndex(one => one.serviceRef === serviceRef) === index,
    );
    return firsts.slice(0, MOST);
  }

  private async decided(
    services: CloudServiceEntity[],
    type: string,
    form: JsonObject,
  ): Promise<StandardMatch[]> {
    const pattern = patternOf(type, form);
    const candidate =
      pattern && (await this.deps.candidates.ofPattern(pattern));
    const ref = candidate ? candidate.decision?.serviceRef : undefined;
    const service = services.find(one => stringifyEntityRef(one) === ref);
    return service ? [present(service, 'decided')] : [];
  }

  private async standardServices(
    caller: UserCaller,
  ): Promise<CloudServiceEntity[]> {
    const { items } = await this.deps.catalog.getEntities(
      { filter: { kind: 'CloudService', 'spec.lane': 'standard' } },
      { credentials: caller.credentials },
    );
    return items
      .filter(isCloudServiceEntity)
      .filter(
        ({ spec }) => isOrderable(spec) && spec.lifecycle !== 'deprecated',
      );
  }
}

function protects({ spec }: CloudServiceEntity, wanted: unknown): boolean {
  return LEVELS.indexOf(spec.protectionLevel) >= LEVELS.indexOf(String(wanted));
}

function onlyBlock(
  services: CloudServiceEntity[],
  form: JsonObject,
): StandardMatch[] {
  const blocks = buildingBlocksOf(form);
  if (blocks.length !== 1) return [];
  return services
    .filter(service => stringifyEntityRef(service) === blocks[0])
    .map(service => present(service, 'only-building-block'));
}

function byWords(
  services: CloudServiceEntity[],
  text: string,
): StandardMatch[] {
  const said = wordsOf(text);
  const vocabularies = vocabularyOf(services);
  return services
    .map((service, index) => {
      const { names, others } = vocabularies[index];
      const named = names.filter(word => said.has(word));
      const described = others.filter(word => said.has(word));
      return {
        service,
        words: [...named, ...described],
        // A name says more than any two words of a description.
        weight: named.length * 3 + described.length,
      };
    })
    .filter(({ weight }) => weight >= 2)
    .sort((a, b) => b.weight - a.weight)
    .map(({ service, words }) => present(service, 'words', words));
}

function present(
  service: CloudServiceEntity,
  reason: StandardMatch['reason'],
  words: string[] = [],
): StandardMatch {
  const { metadata, spec } = service;
  return {
    serviceRef: stringifyEntityRef(service),
    titles: spec.title ?? { en: metadata.title ?? metadata.name },
    descriptions: spec.description,
    reason,
    words,
  };
}
