import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import { judge, say } from './findings';

/** An incident or a problem that is not solved yet. */
export type OpenTicket = {
  id: string;
  number: string;
  kind: 'incident' | 'problem';
  title: string;
};

/** What a release is about, towards the desk. */
export type TicketSubject = {
  serviceRef?: string;
  systemRef?: string;
  customerRef: string;
  environmentId?: string;
};

/** Finds incidents and problems that are open; the desk of IT service management. */
export type OpenTicketLookup = (
  subject: TicketSubject,
) => Promise<OpenTicket[]>;

const SHOWN = 20;

/** No new release on top of what is broken. */
export function openTickets(
  lookUp: OpenTicketLookup | undefined,
): TakeoverGate {
  return {
    id: 'open-tickets',
    titles: say(
      'No incidents and problems are open',
      'Keine Störungen und Probleme sind offen',
    ),
    async check(context) {
      if (!lookUp) {
        return {
          state: 'unknown',
          findings: [
            say(
              'There is no service desk here that knows of incidents and problems.',
              'Hier gibt es keinen Service-Desk, der Störungen und Probleme kennt.',
            ),
          ],
        };
      }
      const tickets = await lookUp({
        serviceRef: context.serviceRef,
        systemRef: context.systemRef,
        customerRef: context.customerRef,
        environmentId: context.productionEnvironmentId,
      });
      return judge(
        tickets
          .slice(0, SHOWN)
          .map(({ kind, number, title }) =>
            kind === 'incident'
              ? say(
                  `Incident ${number} is open: ${title}`,
                  `Störung ${number} ist offen: ${title}`,
                )
              : say(
                  `Problem ${number} is open: ${title}`,
                  `Problem ${number} ist offen: ${title}`,
                ),
          ),
        say('Nothing is open.', 'Nichts ist offen.'),
      );
    },
  };
}
