import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';

const LIFETIME_S = 12 * 3_600;

/**
 * Stands in for the auth plugin: hands out tokens of people that the backend
 * verifies as it does in production.
 */
export class Identities {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly kid = randomBytes(8).toString('hex');
  private readonly ownerships = new Map<string, string[]>();

  /**
   * A person's token.
   * @param memberOf - groups, as the sign-in would name them
   */
  tokenOf(userRef: string, memberOf: string[]): string {
    const ownership = [userRef, ...memberOf];
    this.ownerships.set(userRef, ownership);
    const { kid } = this;
    const iat = Math.floor(Date.now() / 1_000);
    const claims = { sub: userRef, iat, exp: iat + LIFETIME_S };
    const limited = this.signed(
      { typ: 'vnd.backstage.limited-user', alg: 'ES256', kid },
      claims,
    );
    const { token } = this.signed(
      { typ: 'vnd.backstage.user', alg: 'ES256', kid },
      { ...claims, aud: 'backstage', uip: limited.signature },
    );
    return token;
  }

  /** What other plugins ask the auth plugin for. */
  plugin() {
    const { keys, kid, ownerships } = this;
    return createBackendPlugin({
      pluginId: 'auth',
      register(env) {
        env.registerInit({
          deps: { http: coreServices.httpRouter },
          async init({ http }) {
            const key = keys.publicKey.export({ format: 'jwk' });
            const router = Router();
            router.get('/.well-known/jwks.json', (_, res) => {
              res.json({ keys: [{ ...key, kid, use: 'sig', alg: 'ES256' }] });
            });
            router.get('/v1/userinfo', (req, res) => {
              const [, payload] = (req.header('authorization') ?? '').split(
                '.',
              );
              const { sub } = JSON.parse(
                Buffer.from(payload ?? '', 'base64url').toString() || '{}',
              );
              res.json({ claims: { sub, ent: ownerships.get(sub) ?? [sub] } });
            });
            http.use(router);
            http.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
          },
        });
      },
    });
  }

  private signed(header: object, payload: object) {
    const encode = (part: object) =>
      Buffer.from(JSON.stringify(part)).toString('base64url');
    const content = `${encode(header)}.${encode(payload)}`;
    const signature = sign('sha256', Buffer.from(content), {
      key: this.keys.privateKey,
      dsaEncoding: 'ieee-p1363',
    }).toString('base64url');
    return { token: `${content}.${signature}`, signature };
  }
}
