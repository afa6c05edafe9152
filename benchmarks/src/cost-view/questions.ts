import { AGENCIES, dayAgo } from './state';

/** A row of the naive query. */
export type NaiveRow = {
  day: number;
  amount: string;
  service_ref: string;
  stage: string;
  payer_ref: string;
  plan: string;
  system_ref: string;
  environment_id: string;
  instance_id: string;
  owner_ref: string;
  tags: string;
};

/** What somebody wants to see, for the API and for the naive way. */
export type Question = {
  name: string;
  /** Who asks. */
  person: 'provider' | 'agency' | 'house';
  query: string;
  /** Whether the naive way counts a row; what the policy hides included. */
  counts: (row: NaiveRow) => boolean;
  key: (row: NaiveRow) => string;
  /** How many days. */
  days: number;
};

const agency = `group:default/agency-${AGENCIES - 1}`;
const house = `group:default/house-${AGENCIES - 1}`;

const ofTags = (row: NaiveRow): Record<string, string> => JSON.parse(row.tags);

/** Eight combinations of filter, group and interval. */
export function questions(days: number): Question[] {
  const half = Math.floor(days / 2);
  const period = `from=${dayAgo(days - 1)}&to=${dayAgo(0)}`;
  const lately = `from=${dayAgo(half - 1)}&to=${dayAgo(0)}`;
  const all = () => true;
  return [
    {
      name: 'everything by system, day by day',
      person: 'provider',
      query: `${period}&groupBy=system&interval=day`,
      counts: all,
      key: row => row.system_ref,
      days,
    },
    {
      name: 'everything by payer and month',
      person: 'provider',
      query: `${period}&groupBy=payer&interval=month&top=100`,
      counts: all,
      key: row => row.payer_ref,
      days,
    },
    {
      name: 'production by service, day by day',
      person: 'provider',
      query: `${period}&stage=production&groupBy=service&interval=day`,
      counts: row => row.stage === 'production',
      key: row => row.service_ref,
      days,
    },
    {
      name: 'everything by instance, the top twenty day by day',
      person: 'provider',
      query: `${period}&groupBy=instance&interval=day`,
      counts: all,
      key: row => row.instance_id,
      days,
    },
    {
      name: 'everything by component, day by day',
      person: 'provider',
      query: `${period}&groupBy=component&interval=day`,
      counts: all,
      key: () => '',
      days,
    },
    {
      name: 'one cost centre by the tag purpose',
      person: 'provider',
      query: `${period}&tag=${encodeURIComponent(
        'cost-centre=7',
      )}&groupBy=${encodeURIComponent('tag:purpose')}`,
      counts: row => ofTags(row)['cost-centre'] === '7',
      key: row => ofTags(row).purpose,
      days,
    },
    {
      name: "an agency's environments, day by day",
      person: 'agency',
      query: `${period}&groupBy=environment&interval=day`,
      counts: row => row.payer_ref === agency,
      key: row => row.environment_id,
      days,
    },
    {
      name: "a software provider's plans, compared with the period before",
      person: 'house',
      query: `${lately}&groupBy=plan&interval=day&compare=true`,
      counts: row => row.owner_ref === house && row.stage !== 'production',
      key: row => row.plan,
      days: half,
    },
  ];
}

export const PEOPLE = {
  provider: ['group:default/landes-it'],
  agency: [agency],
  house: [house],
};
