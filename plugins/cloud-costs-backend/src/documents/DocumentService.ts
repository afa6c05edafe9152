import {
  type Caller,
  conflict,
  type FieldFault,
} from '@dualcloud/foundation-node';
import type { PrintedFile } from '@dualcloud/foundation-node/printing';
import { describeFaults, invoiceFaults } from '../invoices';
import type { StatementService, StatementWithParties } from '../statements';
import { statementCsv } from './csv';
import { statementHtml } from './html';
import { describeStatement } from './model';
import { statementPdf } from './pdf';
import type { DocumentLanguage } from './texts';
import { xrechnung } from './xrechnung';

export type DocumentFormat = 'pdf' | 'csv' | 'html' | 'xrechnung';

const FILES: Record<DocumentFormat, { extension: string; type: string }> = {
  pdf: { extension: 'pdf', type: 'application/pdf' },
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8' },
  html: { extension: 'html', type: 'text/html; charset=utf-8' },
  xrechnung: { extension: 'xml', type: 'application/xml; charset=utf-8' },
};

/** Statements as documents, for those who may see the statement. */
export class DocumentService {
  private constructor(private readonly statements: StatementService) {}

  static create(options: { statements: StatementService }): DocumentService {
    return new DocumentService(options.statements);
  }

  /**
   * @throws NotFoundError also for what the caller may not see
   * @throws ConflictError if it is no invoice; says what is missing
   */
  async get(
    caller: Caller,
    id: string,
    wish: {
      format: DocumentFormat;
      language?: DocumentLanguage;
      /** Nobody waits any more. */
      signal?: AbortSignal;
    },
  ): Promise<PrintedFile> {
    const { format, language = 'de', signal } = wish;
    const source = await this.statements.withParties(caller, id);
    const { number, month } = source.statement.summary;
    const { extension, type } = FILES[format];
    return {
      name: `${number ?? `draft-${month}`}.${extension}`,
      contentType: type,
      body: await writeDocument(source, format, language, signal),
    };
  }
}

/** Writes a statement in a format. */
export async function writeDocument(
  source: StatementWithParties,
  format: DocumentFormat,
  language: DocumentLanguage,
  signal?: AbortSignal,
): Promise<string | Buffer> {
  switch (format) {
    case 'csv':
      return statementCsv(source, language);
    case 'html':
      return statementHtml(describeStatement(source, language));
    case 'pdf':
      return statementPdf(describeStatement(source, language), signal);
    default:
      requireInvoice(source);
      return xrechnung(source);
  }
}

/** @throws ConflictError that says what is missing */
function requireInvoice({ statement, snapshot }: StatementWithParties): void {
  const faults: FieldFault[] = [];
  if (snapshot.billing !== 'invoice') {
    faults.push({
      field: 'billing',
      rule: 'invoice',
      message: 'costs are only allocated to this payer, not invoiced',
    });
  } else {
    if (statement.summary.state !== 'final') {
      faults.push({
        field: 'state',
        rule: 'final',
        message: 'only a final statement is an invoice',
      });
    }
    faults.push(...invoiceFaults(snapshot));
  }
  if (faults.length === 0) return;
  throw Object.assign(
    conflict(`there is no XRechnung of it: ${describeFaults(faults)}`),
    { details: faults },
  );
}
