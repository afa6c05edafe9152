import type { ServiceReport } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type FileLanguage,
  printPdf,
  type PrintedFile,
  writeCsv,
} from '@dualcloud/foundation-node/printing';
import { csvRows, describeReport } from './describeReport';
import { reportHtml } from './html';
import { pdfDefinition } from './pdf';

export { partyName } from './partyName';

export type ReportFormat = 'pdf' | 'csv' | 'html';

const TYPES: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** A version of a report as a file; the draft if it is none. */
export async function printReport(
  report: ServiceReport,
  format: ReportFormat,
  options: {
    language: FileLanguage;
    /** What the customer is called; absent where there is none. */
    customer?: string;
    signal?: AbortSignal;
  },
): Promise<PrintedFile> {
  const { language, customer, signal } = options;
  const { agreement, month } = report.content;
  const document = describeReport(report, language, customer);
  const { texts } = document;
  const write = async (): Promise<string | Buffer> => {
    switch (format) {
      case 'pdf':
        return printPdf(pdfDefinition(document), { signal });
      case 'csv':
        return writeCsv(
          [texts.section, '#', texts.name, texts.value],
          csvRows(document),
          language,
        );
      default:
        return reportHtml(document);
    }
  };
  const version = report.version === undefined ? 'draft' : `v${report.version}`;
  return {
    name: `${agreement}-${month}-${version}.${format}`,
    contentType: TYPES[format],
    body: await write(),
  };
}
