import { ResponseError } from '@backstage/errors';
import { createFormat, describeError } from '@dualcloud/foundation-react';
import cloudServicesMessagesDe from '../translations/de';
import { translateRefusal } from './translateRefusal';

const texts: Record<string, string> = cloudServicesMessagesDe;
const t = ((key: string, values: Record<string, string> = {}) =>
  (texts[key] ?? key).replace(
    /\{\{(\w+)\}\}/g,
    (_, name) => values[name] ?? `missing ${name}`,
  )) as never;

async function inGerman(statusCode: number, error: Record<string, unknown>) {
  const response = new Response(
    JSON.stringify({ error, response: { statusCode } }),
    { status: statusCode, headers: { 'Content-Type': 'application/json' } },
  );
  const thrown = await ResponseError.fromResponse(
    response as Parameters<typeof ResponseError.fromResponse>[0],
  );
  return describeError(translateRefusal(thrown, t, createFormat('de')));
}

it('tells a refusal by its word and keeps what can be done', async () => {
  expect(
    await inGerman(409, {
      name: 'ConflictError',
      message: '"Fish" is an individual service',
      code: 'individual-service',
      params: { service: 'Fischereischein' },
      howToRequest: 'mailto:services@nordmark.example',
    }),
  ).toEqual({
    message: expect.stringMatching(/^„Fischereischein“ ist ein Individual/),
    details: [],
    howToRequest: 'mailto:services@nordmark.example',
    next: undefined,
  });
});

it('writes amounts and days of a budget as they are read', async () => {
  const { message } = await inGerman(409, {
    name: 'ConflictError',
    message: 'the order would break the budget "kfz"',
    code: 'over-budget-by-amount',
    params: {
      budget: 'kfz',
      owner: 'group:default/kraftfahrtamt',
      amount: '85000000',
      left: '4000000',
      cost: '13500000',
      currency: 'EUR',
      date: '2026-11-30',
    },
  });
  expect(message.replace(/\u00a0/g, ' ')).toMatch(
    /„kfz“.*85,00 €.*30\.11\.2026.*4,00 €.*13,50 €.*kraftfahrtamt/,
  );
});

it('tells the rules that fields break, with their own names', async () => {
  const { message, details } = await inGerman(400, {
    name: 'InputError',
    message: 'expiresAt: must be 2027-02-01 at the latest',
    details: [
      {
        field: 'expiresAt',
        rule: 'maxLifetime',
        message: 'must be 2027-02-01 at the latest',
        params: { lastDay: '2027-02-01', days: 180 },
      },
    ],
  });
  expect(message).toBe(texts['refusal.invalid']);
  expect(details).toEqual([
    {
      field: 'Enddatum',
      rule: 'maxLifetime',
      message: expect.stringMatching(/01\.02\.2027.*180 Tage/),
    },
  ]);
});

it.each([
  { name: 'ConflictError', message: 'As it was', code: 'ECONNREFUSED' },
  { name: 'ConflictError', message: 'As it was', code: 'name-taken' },
  {
    name: 'InputError',
    message: 'As it was',
    details: [{ field: 'a.b', rule: 'minimum', message: 'must be >= 1' }],
  },
])('keeps the English where it has no sentence: %j', async error => {
  expect((await inGerman(409, error)).message).toBe('As it was');
});

it('leaves other errors alone', () => {
  const error = new Error('offline');
  expect(translateRefusal(error, t, createFormat('de'))).toBe(error);
});
