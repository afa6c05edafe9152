import { readFile } from 'node:fs/promises';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  formatDocumentProblem,
  isPriceListEntity,
  parsePriceListText,
  validatePriceList,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { relationsOf } from './relationsOf';

/**
 * Knows the kind PriceList: checks it and relates it to its owner and the
 * services that it prices.
 * @public
 */
export class PriceListProcessor implements CatalogProcessor {
  private constructor(private readonly reader: UrlReaderService) {}

  /** @internal */
  static create(options: { reader: UrlReaderService }): PriceListProcessor {
    return new PriceListProcessor(options.reader);
  }

  getProcessorName(): string {
    return 'PriceListProcessor';
  }

  /** Before the placeholder processor (20): prices stand in the document itself. */
  getPriority(): number {
    return 10;
  }

  /** Here and not in the validation of the kind, which is not told where the entity comes from. */
  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
  ): Promise<Entity> {
    if (!isPriceListEntity(entity)) return entity;
    let problems = validatePriceList(entity);
    if (problems.length === 0) return entity;
    const text = await this.readText(location);
    if (text !== undefined) {
      const located = parsePriceListText(text, {
        name: entity.metadata.name,
      }).problems;
      // Another text has come in the meantime: its lines would mislead.
      if (located.length > 0) problems = located;
    }
    throw new InputError(
      `${stringifyEntityRef(entity)} is refused: ${problems
        .map(formatDocumentProblem)
        .join('; ')}`,
    );
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    return isPriceListEntity(entity);
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isPriceListEntity(entity)) {
      for (const relation of relationsOf(entity)) {
        emit(processingResult.relation(relation));
      }
    }
    return entity;
  }

  /** The entity has lost its lines on the way; the text that it was read from has them. */
  private async readText({
    type,
    target,
  }: LocationSpec): Promise<string | undefined> {
    try {
      if (type === 'file') return await readFile(target, 'utf8');
      if (type === 'url') {
        const answer = await this.reader.readUrl(target);
        return (await answer.buffer()).toString('utf8');
      }
    } catch {
      // The problems are told without their lines then.
    }
    return undefined;
  }
}
