import type {
  MaintenanceWindow,
  ServiceLevel,
  ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type {
  TakeoverGate,
  TakeoverGateContext,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { instantFormat } from '@dualcloud/foundation-common';
import { ask, judge, say } from './findings';

type Client = () => Promise<ServiceLevelsClient>;

/** What is agreed about a service in production, with one agency. */
function agreedWith({
  serviceRef,
  systemRef,
  customerRef,
}: TakeoverGateContext) {
  const subject = serviceRef ?? systemRef;
  return subject === undefined
    ? undefined
    : { subject, customer: customerRef, limit: 500 };
}

/** Something is left of the time for which the service may be down. */
export function errorBudget(client: Client): TakeoverGate {
  return {
    id: 'error-budget',
    titles: say('Error budget is left', 'Fehlerbudget ist übrig'),
    async check(context) {
      const query = agreedWith(context);
      const levels = query
        ? await ask('service-levels', async () => {
            const { data } = await (
              await client()
            ).GET('/service-levels', { params: { query } });
            return data?.items ?? [];
          })
        : [];
      const used = levels.flatMap(
        ({ id, stage, titles, agreement, headline }) => {
          const availability = headline?.availability;
          const isSpent =
            (stage === undefined || stage === 'production') &&
            availability !== undefined &&
            availability.countedSeconds > 0 &&
            availability.remainingSeconds <= 0;
          return isSpent
            ? [{ id, name: titles ?? { en: agreement }, agreement }]
            : [];
        },
      );
      const [first] = used;
      return judge(
        used.map(({ name }) =>
          say(
            `The error budget of this period is used up: ${name.en}.`,
            `Das Fehlerbudget dieses Zeitraums ist aufgebraucht: ${
              name.de ?? name.en
            }.`,
          ),
        ),
        levels.length === 0
          ? say(
              'No service level is agreed yet, so there is no budget to be used up.',
              'Es ist noch kein Service-Level vereinbart, also gibt es kein Budget, das aufgebraucht sein könnte.',
            )
          : say(
              'There is error budget left in this period.',
              'In diesem Zeitraum ist Fehlerbudget übrig.',
            ),
        first && `/service-levels/levels/${encodeURIComponent(first.id)}`,
      );
    },
  };
}

/** Those who use the service know when it is changed. */
export function maintenanceWindow(client: Client): TakeoverGate {
  return {
    id: 'maintenance-window',
    titles: say(
      'A maintenance window is booked',
      'Ein Wartungsfenster ist gebucht',
    ),
    async check(context) {
      const query = agreedWith(context);
      const { windows, agreed } = await ask('service-levels', async () => {
        const levels = await client();
        const params = { query };
        const [maintenance, inForce] = await Promise.all([
          query && levels.GET('/maintenance-windows', { params }),
          query && levels.GET('/service-levels', { params }),
        ]);
        return {
          windows: maintenance?.data?.items ?? [],
          agreed: inForce?.data?.items ?? [],
        };
      });
      if (context.request.bringsNewService && agreed.length === 0) {
        return {
          state: 'passed',
          findings: [
            say(
              'The service is not in operation and no agreement is in force yet, so nobody has to be told.',
              'Der IT-Service ist noch nicht in Betrieb und keine Vereinbarung gilt, also muss niemand vorgewarnt werden.',
            ),
          ],
        };
      }
      const next = windows.find(holds);
      const begin = next && beginOf(next, agreed);
      return judge(
        next
          ? []
          : [
              say(
                'No maintenance window of the next 90 days holds for this service; announce one.',
                'Kein Wartungsfenster der nächsten 90 Tage gilt für diesen IT-Service; kündigen Sie eines an.',
              ),
            ],
        say(
          `Next window: ${begin?.('en')}.`,
          `Nächstes Fenster: ${begin?.('de')}.`,
        ),
        '/service-levels/maintenance',
      );
    },
  };
}

/** When a window begins, on the clock of the agreement that it concerns. */
function beginOf(
  { interval, commitments }: MaintenanceWindow,
  agreed: readonly ServiceLevel[],
): (language: string) => string {
  const concerned = new Set(commitments.map(one => one.commitmentId));
  const { timeZone = 'UTC' } =
    agreed.find(({ id }) => concerned.has(id)) ?? agreed[0] ?? {};
  return language => {
    const { format } = instantFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    });
    return `${format(Date.parse(interval.from))} (${timeZone})`;
  };
}

/** Neither withdrawn nor objected to, nor announced too late. */
function holds({ state, commitments }: MaintenanceWindow): boolean {
  return (
    (state === 'announced' || state === 'running') &&
    (commitments.length === 0 || commitments.some(({ counts }) => counts))
  );
}
