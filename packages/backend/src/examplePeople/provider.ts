import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  type AuthResolverContext,
} from '@backstage/plugin-auth-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AuthService } from '@backstage/backend-plugin-api';

/** The header in which the sign-in page says who one wants to be. */
export const PERSON_HEADER = 'x-dualcloud-example-person';

/**
 * Anybody may be any of these people, without a password. That is right on a
 * developer's own machine and nowhere else.
 *
 * @throws NotAllowedError outside development
 */
export function assertDevelopment(config: Config, nodeEnv?: string): void {
  const environment = config.getOptionalString('auth.environment');
  if (nodeEnv === 'production' || environment !== 'development') {
    throw new NotAllowedError(
      'auth.providers.example-people lets anybody sign in as anybody and exists in development only ' +
        `(auth.environment is "${environment ?? 'not set'}", NODE_ENV is "${
          nodeEnv ?? 'not set'
        }"). Remove it from the configuration and configure a real sign-in.`,
    );
  }
}

const authenticator = createProxyAuthenticator<
  { people: Set<string> },
  { person: string },
  undefined
>({
  defaultProfileTransform: async ({ person }) => ({
    profile: { displayName: parseEntityRef(person).name },
  }),
  initialize({ config }) {
    return {
      people: new Set(
        config
          .getStringArray('people')
          .map(ref =>
            stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'User' })),
          ),
      ),
    };
  },
  async authenticate({ req }, { people }) {
    const person = req.header(PERSON_HEADER);
    if (!person) {
      throw new AuthenticationError(
        `The header ${PERSON_HEADER} must name one of the example people`,
      );
    }
    if (!people.has(person)) {
      throw new AuthenticationError('There is no such example person');
    }
    return { result: { person } };
  },
});

function targetsOf(entities: (Entity | undefined)[], type: string): string[] {
  return entities.flatMap(entity =>
    (entity?.relations ?? [])
      .filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef),
  );
}

/** The person's own groups and all above them: rights belong to the organisation. */
async function ownershipRefs(
  person: string,
  options: { catalog: CatalogService; auth: AuthService },
): Promise<string[]> {
  const credentials = await options.auth.getOwnServiceCredentials();
  const user = await options.catalog.getEntityByRef(person, { credentials });
  if (!user) {
    throw new NotFoundError(
      `The catalog does not have ${person} yet; try again in a moment`,
    );
  }
  const seen = new Set([person]);
  let layer = targetsOf([user], RELATION_MEMBER_OF);
  while (layer.length > 0) {
    layer.forEach(ref => seen.add(ref));
    const { items } = await options.catalog.getEntitiesByRefs(
      { entityRefs: layer },
      { credentials },
    );
    layer = [...new Set(targetsOf(items, RELATION_CHILD_OF))].filter(
      ref => !seen.has(ref),
    );
  }
  return [...seen];
}

/** The provider for {@link PERSON_HEADER}. */
export function examplePeopleProvider(options: {
  catalog: CatalogService;
  auth: AuthService;
}) {
  return createProxyAuthProviderFactory({
    authenticator,
    async signInResolver({ result: { person } }, context: AuthResolverContext) {
      return context.issueToken({
        claims: { sub: person, ent: await ownershipRefs(person, options) },
      });
    },
  });
}
