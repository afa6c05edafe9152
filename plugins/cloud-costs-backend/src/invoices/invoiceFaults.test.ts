import { example, KFZ } from '../documents/__testUtils__/example';
import { invoiceFaults, isIban, isLeitwegId } from '.';

const PAYER = `cloudCosts.billing.customers.${KFZ}`;
const SELLER = 'cloudCosts.billing.seller';

const good = example({ lines: [] }).snapshot;
const { seller, payer } = good;
const fieldsOf = (...[snapshot]: Parameters<typeof invoiceFaults>) =>
  invoiceFaults(snapshot).map(({ field, rule }) => `${field}: ${rule}`);

it('finds nothing wrong with what is complete', () => {
  expect(invoiceFaults(good)).toEqual([]);
});

it('finds everything that is missing', () => {
  const bare = {
    ...good,
    payer: { ref: KFZ, name: ' ' },
    seller: { name: '' },
  };
  expect(fieldsOf(bare)).toEqual(
    [
      `${PAYER}.leitwegId`,
      ...['name', 'city', 'postCode', 'country'].map(one => `${PAYER}.${one}`),
      ...[
        'name',
        'city',
        'postCode',
        'country',
        'iban',
        'contact.name',
        'contact.phone',
        'contact.email',
        'registrationId',
      ].map(one => `${SELLER}.${one}`),
    ].map(field => `${field}: required`),
  );
  expect(
    fieldsOf({
      ...good,
      seller: { ...seller, vatId: undefined },
      tax: { category: 'E' },
    }),
  ).toEqual([
    `${SELLER}.vatId: required`,
    'cloudCosts.billing.tax.reason: required',
  ]);
});

it('finds what is written wrongly', () => {
  const wrong = {
    ...good,
    tax: { category: 'S' as const, percent: 19 },
    payer: { ...payer, country: 'Deutschland', leitwegId: '991-12345-74' },
    seller: {
      ...seller,
      country: 'EU',
      iban: 'DE02 1203 0000 0000 2020 52',
      bic: 'bank',
      vatId: '123456789',
      contact: { name: 'Abrechnung', phone: 'none', email: 'abrechnung@' },
    },
  };
  expect(fieldsOf(wrong)).toEqual([
    `${PAYER}.leitwegId: leitweg-id`,
    `${PAYER}.country: country`,
    `${SELLER}.country: country`,
    `${SELLER}.iban: iban`,
    `${SELLER}.bic: bic`,
    `${SELLER}.contact.phone: phone`,
    `${SELLER}.contact.email: email`,
    `${SELLER}.vatId: vat-id`,
  ]);
});

it('knows Leitweg-IDs and IBANs by their check digits', () => {
  const valid = ['991-12345-73', '04011000-1234512345-06', '991-01484-64'];
  expect(valid.filter(isLeitwegId)).toEqual(valid);
  expect(
    ['991-12345-74', '991-21345-73', 'abc', '', '9-1', '991--06'].filter(
      isLeitwegId,
    ),
  ).toEqual([]);
  const accounts = ['DE02 1203 0000 0000 2020 51', 'GB33BUKB20201555555555'];
  expect(accounts.filter(isIban)).toEqual(accounts);
  expect(
    ['DE02120300000000202052', 'DE20120300000000202051', 'DE02', ''].filter(
      isIban,
    ),
  ).toEqual([]);
});
