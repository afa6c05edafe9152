import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/** The least that brings entities into the catalog: one mutation, no processing. */
export class BareProvider {
  private connection: EntityProviderConnection | undefined;

  async provide(entities: Entity[]): Promise<void> {
    await this.connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'bare' })),
    });
  }

  feature() {
    return createBackendModule({
      pluginId: 'catalog',
      moduleId: 'bare',
      register: env => {
        env.registerInit({
          deps: { processing: catalogProcessingExtensionPoint },
          init: async ({ processing }) => {
            processing.addEntityProvider({
              getProviderName: () => 'bare',
              connect: async connection => {
                this.connection = connection;
              },
            });
            // The catalog refuses kinds that nobody knows.
            processing.addProcessor({
              getProcessorName: () => 'bare',
              validateEntityKind: async entity =>
                entity.kind === 'CloudService' || entity.kind === 'Template',
            });
          },
        });
      },
    });
  }
}
