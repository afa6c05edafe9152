import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { PERSON_HEADER } from '../examplePeople/provider';

/** Signs in as an example person, as a browser does. */
export async function signInAs(
  person: string,
  options: { discovery: DiscoveryService },
): Promise<string> {
  const baseUrl = await options.discovery.getBaseUrl('auth');
  const response = await fetch(`${baseUrl}/example-people/refresh`, {
    headers: { [PERSON_HEADER]: person },
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const answer: { backstageIdentity: { token: string } } =
    await response.json();
  return answer.backstageIdentity.token;
}
