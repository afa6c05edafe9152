import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';

/**
 * The catalog's connection, to be waited for: start-up hooks run in no fixed order.
 * @public
 */
export class Connected {
  private resolve: (connection: EntityProviderConnection) => void = () => {};
  readonly connection = new Promise<EntityProviderConnection>(resolve => {
    this.resolve = resolve;
  });

  connect(connection: EntityProviderConnection): void {
    this.resolve(connection);
  }
}
