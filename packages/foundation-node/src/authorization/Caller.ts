import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  BackstageServicePrincipal,
  HttpAuthService,
  UserInfoService,
  AuthService,
} from '@backstage/backend-plugin-api';
import type { Party, PartyResolver } from '../parties';
import { notAllowed } from '../refusals';

/** A person, or a service acting on behalf of one. @public */
export type UserCaller = {
  type: 'user';
  /** Entity ref. */
  ref: string;
  /** What the token says that the person is a direct member of. */
  ownRefs: string[];
  party: Party;
  credentials: BackstageCredentials;
};

/** Another plugin, for itself. @public */
export type ServiceCaller = {
  type: 'service';
  /** For example `plugin:scaffolder`. */
  ref: string;
  credentials: BackstageCredentials;
};

/** Whoever calls. @public */
export type Caller = UserCaller | ServiceCaller;

/** A request, whatever types its router gives to its parts. @public */
export type IncomingRequest = Parameters<HttpAuthService['credentials']>[0];

/** Finds out who calls. @public */
export class CallerResolver {
  constructor(
    private readonly options: {
      httpAuth: HttpAuthService;
      auth: AuthService;
      userInfo: UserInfoService;
      parties: PartyResolver;
    },
  ) {}

  /** A user; anything else is refused with 403, nobody with 401. */
  async user(req: IncomingRequest): Promise<UserCaller> {
    const credentials = await this.options.httpAuth.credentials(req, {
      allow: ['user'],
    });
    return this.ofUser(credentials);
  }

  /** A service acting for itself; users are refused with 403. */
  async service(req: IncomingRequest): Promise<ServiceCaller> {
    const credentials = await this.options.httpAuth.credentials(req, {
      allow: ['service'],
    });
    return {
      type: 'service',
      ref: credentials.principal.subject,
      credentials,
    };
  }

  /** Either. */
  async any(req: IncomingRequest): Promise<Caller> {
    const credentials = await this.options.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return this.of(credentials);
  }

  /** From credentials that came some other way, such as with an action. */
  async of(credentials: BackstageCredentials): Promise<Caller> {
    if (this.options.auth.isPrincipal(credentials, 'user')) {
      return this.ofUser(credentials);
    }
    if (this.options.auth.isPrincipal(credentials, 'service')) {
      const { subject } = (
        credentials as BackstageCredentials<BackstageServicePrincipal>
      ).principal;
      return { type: 'service', ref: subject, credentials };
    }
    throw notAllowed('sign in first');
  }

  private async ofUser(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<UserCaller> {
    const info = await this.options.userInfo.getUserInfo(credentials);
    const ownRefs = [
      ...new Set([info.userEntityRef, ...info.ownershipEntityRefs]),
    ];
    return {
      type: 'user',
      ref: info.userEntityRef,
      ownRefs,
      party: await this.options.parties.resolve(ownRefs),
      credentials,
    };
  }
}
