import type {
  IngestReport,
  UsageCloudEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField } from '@dualcloud/foundation-node';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { IngestOptions, UsageIntake } from './UsageIntake';
import { USAGE_TYPE } from './types';

const COLUMNS = [
  'source',
  'id',
  'time',
  'instanceId',
  'meter',
  'unit',
  'quantity',
];
/** What a column is called in an event. */
const FIELDS: Record<string, string> = {
  subject: 'instanceId',
  'data.meter': 'meter',
  'data.unit': 'unit',
  'data.quantity': 'quantity',
};

type Line = { record: Record<string, string>; info: { lines: number } };

/**
 * Takes in usage from a table with the columns source, id, time, instanceId,
 * meter, unit and quantity, in any order. It is stored whole or, with
 * `partial`, without the lines that are refused; problems name their line.
 */
export async function importCsv(
  intake: UsageIntake,
  csv: Readable | string,
  options: IngestOptions,
): Promise<IngestReport> {
  const { events, lines } = await readTable(csv);
  const report = await intake.ingest(events, options);
  return {
    ...report,
    refused: report.refused.map(({ field, message, ...refusal }) => ({
      ...refusal,
      ...(field !== undefined && { field: FIELDS[field] ?? field }),
      message: `line ${lines[refusal.index]}: ${message}`,
    })),
  };
}

async function readTable(csv: Readable | string) {
  const events: UsageCloudEvent[] = [];
  const lines: number[] = [];
  const parser = parse({
    bom: true,
    columns: checkHeader,
    info: true,
    skip_empty_lines: true,
    trim: true,
  });
  const input = typeof csv === 'string' ? Readable.from([csv]) : csv;
  input.on('error', error => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const line of parser as AsyncIterable<Line>) {
      lines.push(line.info.lines);
      events.push(toEvent(line.record));
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalidField('csv', 'csv', `cannot be read: ${error.message}`);
  }
  if (lines.length === 0 && events.length === 0) {
    throw invalidField('csv', 'empty', 'has no lines below its header');
  }
  return { events, lines };
}

function checkHeader(header: string[]): string[] {
  const missing = COLUMNS.filter(column => !header.includes(column));
  const other = header.filter(column => !COLUMNS.includes(column));
  if (missing.length || other.length || header.length !== COLUMNS.length) {
    throw invalidField(
      'csv',
      'header',
      `must begin with the columns ${COLUMNS.join(', ')}`,
    );
  }
  return header;
}

function toEvent(record: Record<string, string>): UsageCloudEvent {
  return {
    specversion: '1.0',
    type: USAGE_TYPE,
    source: record.source,
    id: record.id,
    subject: record.instanceId,
    time: record.time,
    data: {
      meter: record.meter,
      unit: record.unit,
      quantity: record.quantity,
    },
  };
}
