import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type EntityRelationSpec,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  formatDocumentProblem,
  type DocumentProblem,
} from '@dualcloud/foundation-common';
import { readDocumentText } from './readDocumentText';

/** A kind of document under version control. @public */
export type DocumentKind<T extends Entity> = {
  isOfKind(entity: Entity): entity is T;
  validate(entity: Entity): DocumentProblem[];
  /** The same for the document of that name in a text, with lines. */
  validateText(text: string, name: string): DocumentProblem[];
  relationsOf(entity: T): EntityRelationSpec[];
};

/**
 * Knows a kind of document: refuses one that is wrong, with the field, the rule
 * and the line at fault, and relates one that is right.
 * @public
 */
export class DocumentProcessor<T extends Entity> implements CatalogProcessor {
  private constructor(
    private readonly name: string,
    private readonly kind: DocumentKind<T>,
    private readonly reader: UrlReaderService,
  ) {}

  static create<T extends Entity>(options: {
    /** Of the processor; must not change, because the catalog stores it. */
    name: string;
    kind: DocumentKind<T>;
    reader: UrlReaderService;
  }): DocumentProcessor<T> {
    return new DocumentProcessor(options.name, options.kind, options.reader);
  }

  getProcessorName(): string {
    return this.name;
  }

  /** Before the placeholder processor (20): everything stands in the document itself. */
  getPriority(): number {
    return 10;
  }

  /** Here and not in the validation of the kind, which is not told where the entity comes from. */
  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
  ): Promise<Entity> {
    if (!this.kind.isOfKind(entity)) return entity;
    let problems = this.kind.validate(entity);
    if (problems.length === 0) return entity;
    const text = await readDocumentText(location, this.reader);
    if (text !== undefined) {
      const located = this.kind.validateText(text, entity.metadata.name);
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
    return this.kind.isOfKind(entity);
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (this.kind.isOfKind(entity)) {
      for (const relation of this.kind.relationsOf(entity)) {
        emit(processingResult.relation(relation));
      }
    }
    return entity;
  }
}
