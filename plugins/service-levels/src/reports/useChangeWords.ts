import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ReportChange,
  ReportContent,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, useFormat } from '@dualcloud/foundation-react';
import { useZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import { useWords } from '../levels/useWords';
import { serviceLevelsTranslationRef } from '../translation';

/** A change as people read it. */
export type ToldChange = {
  key: string;
  what: string;
  before: string;
  after: string;
};

/** What is said of a thing, and how its values are written. */
const FIELDS = {
  state: 'state',
  outcome: 'state',
  actual: 'figure',
  target: 'figure',
  outages: 'number',
  incidents: 'number',
  late: 'number',
  longestSeconds: 'duration',
  seconds: 'duration',
  countedSeconds: 'duration',
  'interval.from': 'moment',
  'interval.to': 'moment',
  cause: 'cause',
  counts: 'yesNo',
  title: 'text',
  cappedPercent: 'percent',
  amountMicros: 'money',
  comment: 'text',
  agreementVersion: 'text',
} as const;

const SECTIONS = [
  'outcome',
  'objectives',
  'outages',
  'maintenance',
  'incidents',
  'reactions',
  'gaps',
  'penalties',
  'comment',
  'agreementVersion',
] as const;

type Field = keyof typeof FIELDS;
type Section = (typeof SECTIONS)[number];

const isField = (field: string): field is Field => field in FIELDS;
const isSection = (section: string): section is Section =>
  SECTIONS.some(one => one === section);

/**
 * Says what is different between two versions: what came, what went, and which
 * figures are others. What only follows from these, such as the points of a trend,
 * is left to the list of all details.
 *
 * @param content - of the newer version, in whose words it is said
 */
export function useChangeWords(content: ReportContent) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { moneyMicros } = useFormat();
  const { moment } = useZonedFormat(content.timeZone);
  const { nameOf } = useWords();

  const objectiveOf = (item: string | undefined) =>
    content.objectives.find(({ objective }) => objective === item);

  const valueOf = (
    { section, item, field }: ReportChange,
    value: string | undefined,
  ): string => {
    if (value === undefined) return '–';
    switch (FIELDS[field as Field]) {
      case 'state':
        return section === 'outages'
          ? t(`outage.state.${value}` as 'outage.state.confirmed')
          : t(`levels.state.${value}` as 'levels.state.met');
      case 'cause':
        return t(`general.cause.${value}` as 'general.cause.provider');
      case 'yesNo':
        return t(value === 'true' ? 'report.yes' : 'report.no');
      case 'number':
        return format.number(Number(value));
      case 'duration':
        return format.clock(Number(value));
      case 'moment':
        return moment(value);
      case 'percent':
        return format.percent(value);
      case 'money': {
        const penalty = content.penalties.find(one => one.objective === item);
        return moneyMicros(value, penalty?.currency ?? 'EUR');
      }
      case 'figure': {
        const unit = objectiveOf(item)?.unit;
        if (unit === 'percent') return format.percent(value);
        return unit === 'seconds'
          ? format.clock(Number(value))
          : format.number(Number(value));
      }
      default:
        return value;
    }
  };

  const thingOf = (changes: readonly ReportChange[]): string => {
    const [{ section, item }] = changes;
    const title = changes.find(({ field }) => field === 'title');
    const objective = objectiveOf(item);
    const maintenance = content.maintenance.find(({ id }) => id === item);
    const named = [...content.outages, ...content.incidents].find(
      ({ id }) => id === item,
    );
    return [
      t(`report.section.${section as Section}`),
      title?.after ??
        title?.before ??
        named?.title ??
        (objective && nameOf(objective)) ??
        localize(maintenance?.titles, format.language) ??
        item,
    ]
      .filter(Boolean)
      .join(' › ');
  };

  return (changes: readonly ReportChange[]): ToldChange[] =>
    thingsOf(changes).flatMap(ofThing => {
      const [{ section, item }] = ofThing;
      if (!isSection(section)) return [];
      const what = thingOf(ofThing);
      const whole = ofThing.find(({ field }) => field === 'id');
      if (whole) {
        const isNew = whole.before === undefined;
        return [
          {
            key: `${section} ${item}`,
            what,
            before: t(isNew ? 'report.absent' : 'report.present'),
            after: t(isNew ? 'report.present' : 'report.absent'),
          },
        ];
      }
      return ofThing
        .filter(({ field }) => isField(field))
        .map(change => ({
          key: `${section} ${item} ${change.field}`,
          what:
            change.field === section
              ? what
              : `${what} › ${t(`report.field.${change.field as Field}`)}`,
          before: valueOf(change, change.before),
          after: valueOf(change, change.after),
        }));
    });
}

/** The changes of one outage, one objective and so on together, as reports have them. */
function thingsOf(changes: readonly ReportChange[]): ReportChange[][] {
  const things = new Map<string, ReportChange[]>();
  for (const change of changes) {
    const key = `${change.section} ${change.item}`;
    things.set(key, [...(things.get(key) ?? []), change]);
  }
  return [...things.values()];
}
