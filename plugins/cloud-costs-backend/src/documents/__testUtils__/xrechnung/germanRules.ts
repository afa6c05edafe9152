import { every, has, type Rules } from './Rule';
import type { XmlElement } from './XmlElement';

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const LINES = 'cac:InvoiceLine';

const XRECHNUNG =
  'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';

/** ISO 7064, mod 97-10, digit by digit. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(text)) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    for (const digit of String(parseInt(sign, 36))) {
      rest = (rest * 10 + Number(digit)) % 97;
    }
  }
  return rest === 1;
}

/** Periods of lines as long as that of the invoice, at one of their ends. */
function linesWithin(end: 'cbc:StartDate' | 'cbc:EndDate') {
  return (invoice: XmlElement) => {
    const outer = invoice.textOf(`cac:InvoicePeriod/${end}`);
    return every(`${LINES}/cac:InvoicePeriod/${end}`, ({ text }) =>
      end === 'cbc:StartDate' ? text >= outer : !outer || text <= outer,
    )(invoice);
  };
}

/**
 * XRechnung 3.0: what it asks for beside EN 16931, with the rules of Peppol that
 * it has taken over. What it would only warn of counts here too.
 */
export const GERMAN_RULES: Rules = {
  'BR-DE-1': invoice => !!invoice.first('cac:PaymentMeans'),
  'BR-DE-2': invoice => !!invoice.first(`${SELLER}/cac:Contact`),
  'BR-DE-3': has(`${SELLER}/cac:PostalAddress/cbc:CityName`),
  'BR-DE-4': has(`${SELLER}/cac:PostalAddress/cbc:PostalZone`),
  'BR-DE-5': has(`${SELLER}/cac:Contact/cbc:Name`),
  'BR-DE-6': has(`${SELLER}/cac:Contact/cbc:Telephone`),
  'BR-DE-7': has(`${SELLER}/cac:Contact/cbc:ElectronicMail`),
  'BR-DE-8': has(`${BUYER}/cac:PostalAddress/cbc:CityName`),
  'BR-DE-9': has(`${BUYER}/cac:PostalAddress/cbc:PostalZone`),
  'BR-DE-14': every(
    'cac:TaxTotal/cac:TaxSubtotal',
    has('cac:TaxCategory/cbc:Percent'),
  ),
  'BR-DE-15': has('cbc:BuyerReference'),
  'BR-DE-16': invoice =>
    invoice
      .all(`${LINES}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID`)
      .every(({ text }) => text === 'O') ||
    has(`${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`)(invoice),
  'BR-DE-19': every('cac:PaymentMeans', means =>
    isIban(means.textOf('cac:PayeeFinancialAccount/cbc:ID')),
  ),
  'BR-DE-21': invoice => invoice.textOf('cbc:CustomizationID') === XRECHNUNG,
  'BR-DE-23-a': every(
    'cac:PaymentMeans',
    means => !!means.first('cac:PayeeFinancialAccount'),
  ),
  'BR-DE-27': invoice =>
    /(\d.*){3}/.test(invoice.textOf(`${SELLER}/cac:Contact/cbc:Telephone`)),
  'BR-DE-28': invoice =>
    /^[^\s@.][^\s@]*[^\s@.]@[^\s@.]([^\s@]*[^\s@.])\.[^\s@.]+$/.test(
      invoice.textOf(`${SELLER}/cac:Contact/cbc:ElectronicMail`),
    ),
  'BR-DE-TMP-32': invoice =>
    !!invoice.first('cac:InvoicePeriod') ||
    invoice.all(LINES).every(line => !!line.first('cac:InvoicePeriod')),
  'PEPPOL-EN16931-R001': has('cbc:ProfileID'),
  'PEPPOL-EN16931-R005': invoice =>
    invoice.textOf('cbc:TaxCurrencyCode') !==
    invoice.textOf('cbc:DocumentCurrencyCode'),
  'PEPPOL-EN16931-R008': invoice =>
    invoice
      .everything()
      .every(({ children, text }) => children.length > 0 || text !== ''),
  'PEPPOL-EN16931-R010': has(`${BUYER}/cbc:EndpointID`),
  'PEPPOL-EN16931-R020': has(`${SELLER}/cbc:EndpointID`),
  'PEPPOL-EN16931-R053': invoice =>
    invoice.all('cac:TaxTotal').filter(one => one.first('cac:TaxSubtotal'))
      .length === 1,
  'PEPPOL-EN16931-R110': linesWithin('cbc:StartDate'),
  'PEPPOL-EN16931-R111': linesWithin('cbc:EndDate'),
};
