import type { StatementSnapshot } from '../statements';
import type { DocumentLanguage, DocumentTexts } from './texts';

/** Who writes to whom, as blocks of lines. */
export type DocumentParties = {
  /** The sender on one line, as it stands above an address. */
  sender: string;
  payer: string[];
  seller: {
    address: string[];
    contact: string[];
    /** Where to pay to, and how the sender is known to the tax office. */
    account: string[];
  };
};

export function describeParties(
  { seller, payer }: StatementSnapshot,
  texts: DocumentTexts,
  language: DocumentLanguage,
): DocumentParties {
  // Within a country nobody writes its name.
  const isForeign =
    seller.country && payer.country && seller.country !== payer.country;
  const address = (party: typeof seller | typeof payer) =>
    written([
      party.name,
      party.street,
      written([party.postCode, party.city]).join(' '),
      isForeign ? countryName(party.country, language) : '',
    ]);
  const { contact, vatId, iban, bic } = seller;
  const labelled = (label: string, text: string | undefined) =>
    text ? `${label}: ${text}` : '';
  return {
    sender: address(seller).join(' · '),
    payer: address(payer),
    seller: {
      address: address(seller),
      contact: written([contact?.name, contact?.phone, contact?.email]),
      account: written([
        labelled('IBAN', iban),
        labelled('BIC', bic),
        labelled(texts.vatId, vatId),
      ]),
    },
  };
}

function written(lines: Array<string | undefined>): string[] {
  return lines.flatMap(line => (line?.trim() ? [line.trim()] : []));
}

function countryName(country = '', language: DocumentLanguage): string {
  return /^[A-Z]{2}$/.test(country)
    ? new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country
    : country;
}
