import type { ServiceReport } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  formatDecimal,
  type InstantFormat,
  instantFormat,
  type LocalizedText,
} from '@dualcloud/foundation-common';
import type {
  CsvCell,
  FileLanguage,
} from '@dualcloud/foundation-node/printing';
import { type ReportTexts, textsOf, wordOf } from './texts';

/** A table of a report. */
export type ReportTable = {
  title: string;
  /** Below the title. */
  note?: string;
  headings: string[];
  rows: string[][];
};

/** A report in words, whatever it is written as. */
export type ReportDocument = {
  language: FileLanguage;
  texts: ReportTexts;
  title: string;
  isDraft: boolean;
  facts: Array<[label: string, value: string]>;
  comment?: string;
  tables: ReportTable[];
};

/** Figures as people of a language write them. */
class Words {
  private readonly instants: InstantFormat;

  constructor(
    private readonly language: FileLanguage,
    timeZone: string,
    private readonly texts: ReportTexts,
  ) {
    this.instants = instantFormat(language === 'de' ? 'de' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone,
    });
  }

  title(titles: LocalizedText | undefined): string | undefined {
    return titles?.[this.language] ?? titles?.en;
  }

  month(month: string): string {
    return new Intl.DateTimeFormat(this.language, {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`));
  }

  instant(at: string): string {
    return this.instants.format(Date.parse(at));
  }

  /** 3:05:00: hours, minutes, seconds. */
  duration(seconds: number): string {
    const two = (value: number) => String(value).padStart(2, '0');
    const minutes = Math.floor(seconds / 60);
    return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(
      seconds % 60,
    )}`;
  }

  figure(
    value: string | undefined,
    unit: 'percent' | 'seconds' | 'count',
  ): string {
    if (value === undefined) return this.texts['no-data'];
    if (unit === 'seconds') return this.duration(Number(value));
    return unit === 'percent' ? `${this.decimal(value)} %` : value;
  }

  money(micros: string): string {
    const [whole, fraction = ''] = formatDecimal(BigInt(micros)).split('.');
    return this.decimal(`${whole}.${fraction.padEnd(2, '0')}`);
  }

  private decimal(value: string): string {
    return this.language === 'de' ? value.replace('.', ',') : value;
  }
}

/**
 * Says a report in a language; pure.
 *
 * @param customer - what the customer is called; absent where there is none
 */
export function describeReport(
  report: ServiceReport,
  language: FileLanguage,
  customer?: string,
): ReportDocument {
  const texts = textsOf(language);
  const words = new Words(language, report.content.timeZone, texts);
  const { summary, content, version, hash } = report;
  const issued = report.versions.find(one => one.version === version);
  const facts: Array<[string, string | undefined]> = [
    [texts.month, words.month(content.month)],
    [texts.service, words.title(content.titles) ?? nameOf(summary.subjectRef)],
    [texts.customer, customer],
    [texts.agreement, `${content.agreement}, ${content.agreementVersion}`],
    [texts.version, version === undefined ? undefined : String(version)],
    [texts.released, issued && words.instant(issued.releasedAt)],
    [texts.correction, issued?.reason],
    [texts.hash, hash],
  ];
  return {
    language,
    texts,
    title: `${texts.title} ${words.month(content.month)}`,
    isDraft: version === undefined,
    facts: facts.flatMap(([label, value]) =>
      value === undefined ? [] : [[label, value] as [string, string]],
    ),
    comment: content.comment,
    tables: tablesOf(report, words, texts),
  };
}

function tablesOf(
  { content }: ServiceReport,
  words: Words,
  texts: ReportTexts,
): ReportTable[] {
  const nameOfObjective = (id: string) =>
    words.title(content.objectives.find(one => one.objective === id)?.titles) ??
    id;
  const interval = ({ from, to }: { from: string; to?: string }) => [
    words.instant(from),
    to === undefined ? '' : words.instant(to),
  ];
  return [
    {
      title: texts.objectives,
      headings: [
        texts.objective,
        texts.period,
        texts.target,
        texts.actual,
        texts.state,
      ],
      rows: content.objectives.map(one => [
        nameOfObjective(one.objective),
        one.period,
        words.figure(one.target, one.unit),
        words.figure(one.actual, one.unit),
        wordOf(texts, one.state),
      ]),
    },
    ...content.trend
      .filter(({ points }) => points.length > 1)
      .map(trend => ({
        title: `${texts.trend}: ${nameOfObjective(trend.objective)}`,
        headings: [texts.period, texts.target, texts.actual, texts.state],
        rows: trend.points.map(point => [
          point.period,
          words.figure(point.target, trend.unit),
          words.figure(point.actual, trend.unit),
          wordOf(texts, point.state),
        ]),
      })),
    {
      title: texts.outages,
      note: `${texts.timeZone}: ${content.timeZone}`,
      headings: [
        texts.name,
        texts.from,
        texts.to,
        texts.cause,
        texts.duration,
        texts.counted,
      ],
      rows: content.outages.map(one => [
        one.title ?? texts.outage,
        ...interval(one.interval),
        one.cause === 'customer' ? texts.customer : wordOf(texts, one.cause),
        words.duration(one.seconds),
        words.duration(one.countedSeconds),
      ]),
    },
    {
      title: texts.maintenance,
      headings: [texts.name, texts.from, texts.to, texts.planned],
      rows: content.maintenance.map(one => [
        words.title(one.titles) ?? one.id ?? '',
        ...interval(one.interval),
        one.counts ? texts.yes : texts.no,
      ]),
    },
    {
      title: texts.reactions,
      headings: [
        texts.objective,
        texts.incidentClass,
        texts.within,
        texts.incidents,
        texts.late,
        texts.longest,
      ],
      rows: content.reactions.map(one => [
        nameOfObjective(one.objective),
        wordOf(texts, one.incidentClass),
        words.duration(one.withinSeconds),
        String(one.incidents),
        String(one.late),
        one.longestSeconds === undefined
          ? ''
          : words.duration(one.longestSeconds),
      ]),
    },
    {
      title: texts.gaps,
      note:
        content.gaps.seconds > 0 ? texts[content.gaps.treatment] : undefined,
      headings: [texts.from, texts.to],
      rows: content.gaps.intervals.map(interval),
    },
    {
      title: texts.penalties,
      headings: [
        texts.objective,
        texts.period,
        texts.reduction,
        texts.amount,
        texts.due,
      ],
      rows: content.penalties.map(one => [
        nameOfObjective(one.objective),
        one.period,
        words.figure(one.cappedPercent, 'percent'),
        `${words.money(one.amountMicros)} ${one.currency}`,
        one.due ? texts.yes : texts.no,
      ]),
    },
  ];
}

/** One row for each thing that a report says: section, name, value. */
export function csvRows(document: ReportDocument): CsvCell[][] {
  const { texts } = document;
  return [
    ...document.facts.map(([label, value]) => [texts.title, '', label, value]),
    ...(document.comment
      ? [[texts.title, '', texts.comment, document.comment]]
      : []),
    ...document.tables.flatMap(({ title, headings, rows }) =>
      rows.flatMap((row, index) =>
        headings.map((heading, column) => [
          title,
          String(index + 1),
          heading,
          row[column],
        ]),
      ),
    ),
  ];
}

function nameOf(ref: string): string {
  return ref.split('/').pop() ?? ref;
}
