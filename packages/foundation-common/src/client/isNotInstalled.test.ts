import { NotFoundError, ResponseError } from '@backstage/errors';
import { isNotInstalled } from './isNotInstalled';

const answered = (status: number, body?: object) =>
  ResponseError.fromResponse(
    new Response(body && JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
const ofPlugin = {
  error: { name: 'NotFoundError', message: 'there is no such thing' },
  request: { method: 'GET', url: '/things/a' },
  response: { statusCode: 404 },
};

it('tells a plugin that is not there from one that finds nothing or is down', async () => {
  expect(isNotInstalled(await answered(404))).toBe(true);
  expect(isNotInstalled(await answered(404, { error: 'no route' }))).toBe(true);
  expect(isNotInstalled(new NotFoundError('no such plugin'))).toBe(true);
  expect(isNotInstalled(await answered(404, ofPlugin))).toBe(false);
  expect(isNotInstalled(await answered(503))).toBe(false);
  expect(isNotInstalled(new TypeError('fetch failed'))).toBe(false);
  expect(isNotInstalled(undefined)).toBe(false);
});
