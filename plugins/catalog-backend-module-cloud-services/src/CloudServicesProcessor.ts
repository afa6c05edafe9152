import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  checkDualCloudEntity,
  formatEntityProblem,
  isCloudServiceEntity,
  isCommissionEntity,
  isEnvironmentBlueprintEntity,
  type CloudServiceEntity,
  type EntityProblem,
  type EnvironmentBlueprintEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  blueprintServiceRefs,
  checkBlueprintServices,
  checkDependsOn,
  dependentsKey,
  serviceRefs,
  type Dependents,
  type ServiceReader,
} from './composition';
import { isLiveResource, relationsOf } from './relations';
import {
  blueprintTemplate,
  serviceTemplate,
  type TemplateLanguage,
} from './templates';
import { findPlaceholder } from './validation/findPlaceholder';
import { withNormalizedPlans } from './validation/normalizePlans';

function isOurs(entity: Entity): boolean {
  return (
    isCloudServiceEntity(entity) ||
    isEnvironmentBlueprintEntity(entity) ||
    isCommissionEntity(entity)
  );
}

function refuse(entity: Entity, problems: EntityProblem[]): never {
  throw new InputError(
    `${stringifyEntityRef(entity)} is refused: ${problems
      .map(formatEntityProblem)
      .join('; ')}`,
  );
}

/**
 * Knows the kinds CloudService, EnvironmentBlueprint and Commission: checks
 * them, relates them, and emits the scaffolder template of what can be ordered.
 * Resources for live environments and instances it relates to what they are
 * instances of.
 *
 * @public
 */
export class CloudServicesProcessor implements CatalogProcessor {
  private constructor(
    private readonly options: {
      reader: ServiceReader;
      dependents: Dependents;
      logger: LoggerService;
      language: TemplateLanguage;
      hasCosts: boolean;
      today: () => string;
    },
  ) {}

  /** @internal */
  static create(options: {
    reader: ServiceReader;
    dependents: Dependents;
    logger: LoggerService;
    language: TemplateLanguage;
    /** Whether order forms show what something will cost. */
    hasCosts?: boolean;
    /** Today as YYYY-MM-DD, UTC. */
    today?: () => string;
  }): CloudServicesProcessor {
    return new CloudServicesProcessor({
      today: () => new Date().toISOString().slice(0, 10),
      hasCosts: false,
      ...options,
    });
  }

  getProcessorName(): string {
    return 'CloudServicesProcessor';
  }

  /** Before the placeholder processor (20), which would resolve what must not be resolved. */
  getPriority(): number {
    return 10;
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    if (!isOurs(entity)) return entity;
    const placeholder = findPlaceholder(entity);
    if (placeholder) {
      refuse(entity, [
        {
          path: placeholder,
          rule: 'no-placeholders',
          message:
            'keys that begin with $ are not resolved in this kind; write the text itself',
        },
      ]);
    }
    if (!isCloudServiceEntity(entity)) return entity;
    const normalized = withNormalizedPlans(entity);
    if (normalized.problems.length > 0) refuse(entity, normalized.problems);
    return normalized.entity;
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    const problems = checkDualCloudEntity(entity);
    if (problems === undefined) return false;
    if (problems.length > 0) refuse(entity, problems);
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isOurs(entity) && !isLiveResource(entity)) return entity;
    if (isCloudServiceEntity(entity)) {
      await this.processService(entity, location, emit);
    } else if (isEnvironmentBlueprintEntity(entity)) {
      await this.processBlueprint(entity, location, emit);
    }
    for (const relation of relationsOf(entity)) {
      emit(processingResult.relation(relation));
    }
    return entity;
  }

  private async processService(
    service: CloudServiceEntity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<void> {
    const { reader, dependents, language, hasCosts, today, logger } =
      this.options;
    const ref = stringifyEntityRef(service);
    if (dependents.note(ref, service.spec)) reader.forget(ref);

    const targets = serviceRefs(service, service.spec.dependsOn);
    targets.forEach(target =>
      emit(processingResult.refresh(dependentsKey(target))),
    );
    let problems: EntityProblem[] = [];
    try {
      problems = await checkDependsOn(service, reader);
    } catch (error) {
      // Not the entity's fault; the next refresh checks again.
      logger.warn(
        `Cannot check what ${ref} is built on, because the catalog does not answer: ${error}`,
      );
    }
    if (problems.length > 0) refuse(service, problems);

    const template = serviceTemplate(service, {
      language,
      hasCosts,
      today: today(),
    });
    if (template) emit(processingResult.entity(location, template));
  }

  private async processBlueprint(
    blueprint: EnvironmentBlueprintEntity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<void> {
    const refs = blueprintServiceRefs(blueprint);
    refs.forEach(ref => emit(processingResult.refresh(dependentsKey(ref))));
    // Throws when the catalog does not answer: the last template then stays.
    const services = await this.options.reader.read(refs);
    const problems = checkBlueprintServices(blueprint, services);
    if (problems.length > 0) refuse(blueprint, problems);
    const template = blueprintTemplate(
      blueprint,
      services,
      this.options.language,
      this.options.hasCosts,
    );
    if (template) emit(processingResult.entity(location, template));
  }
}
