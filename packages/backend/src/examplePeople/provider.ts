import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  type AuthResolverContext,
} from '@backstage/plugin-auth-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AuthService } from '@backstage/backend-plugin-api';
import { ownershipRefs } from './ownership';

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
