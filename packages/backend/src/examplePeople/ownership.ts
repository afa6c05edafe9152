import {
  type Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

type Options = {
  catalog: CatalogService;
  auth: AuthService;
  /** For how long a catalog that is just being filled is waited for. */
  patienceMs?: number;
};

type Ownership = { refs: string[]; isWhole: boolean };

const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 500;

/**
 * The person's own groups and all above them: rights belong to the organisation.
 * On the portal's first start the catalog learns of people, groups and what ties
 * them together one after the other; that is waited for.
 *
 * @throws NotFoundError if the person is not in the catalog by then
 */
export async function ownershipRefs(
  person: string,
  options: Options,
): Promise<string[]> {
  const giveUpAt = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  for (;;) {
    const found = await lookUp(person, options);
    const isLate = Date.now() >= giveUpAt;
    if (found && (found.isWhole || isLate)) return found.refs;
    if (isLate) {
      throw new NotFoundError(
        `The catalog does not have ${person} yet; try again in a moment`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function lookUp(
  person: string,
  { auth, catalog }: Options,
): Promise<Ownership | undefined> {
  const credentials = await auth.getOwnServiceCredentials();
  const user = await catalog.getEntityByRef(person, { credentials });
  if (!user) return undefined;
  const seen = new Set([person]);
  let isWhole = !lacks(user, RELATION_MEMBER_OF, user.spec?.memberOf);
  let layer = targetsOf([user], RELATION_MEMBER_OF);
  while (layer.length > 0) {
    layer.forEach(ref => seen.add(ref));
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: layer },
      { credentials },
    );
    isWhole &&= items.every(
      group => group && !lacks(group, RELATION_CHILD_OF, group.spec?.parent),
    );
    layer = [...new Set(targetsOf(items, RELATION_CHILD_OF))].filter(
      ref => !seen.has(ref),
    );
  }
  return { refs: [...seen], isWhole };
}

function targetsOf(entities: (Entity | undefined)[], type: string): string[] {
  return entities.flatMap(entity =>
    (entity?.relations ?? [])
      .filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef),
  );
}

/** Whether the catalog has yet to tie an entity to what it names. */
function lacks(entity: Entity, relation: string, named: unknown): boolean {
  const names = [named ?? []].flat();
  return targetsOf([entity], relation).length < names.length;
}
