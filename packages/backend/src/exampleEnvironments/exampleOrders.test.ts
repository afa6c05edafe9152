import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseExampleOrders, toOrderRequest } from './exampleOrders';

const file = `${__dirname}/../../../../examples/environments.yaml`;

describe('example orders', () => {
  it('reads the file of the examples', () => {
    const orders = parseExampleOrders(parse(readFileSync(file, 'utf8')));
    expect(orders.length).toBeGreaterThan(3);
  });

  it('counts the end date from the day of the order', () => {
    const [order] = parseExampleOrders(parse(readFileSync(file, 'utf8')));
    expect(
      toOrderRequest(
        { ...order, expiresInDays: 5 },
        new Date('2026-12-30T10:00:00Z'),
      ),
    ).toMatchObject({ name: order.name, expiresAt: '2027-01-04' });
    expect(toOrderRequest(order, new Date())).not.toHaveProperty('person');
  });

  it('says which entry is wrong', () => {
    expect(() => parseExampleOrders([{ person: 'jana' }])).toThrow(
      /not valid at 0\.person/,
    );
  });
});
