import type { CallerResolver } from '@dualcloud/foundation-node';
import type { RequestReader } from '../requests';
import type { TakeoverReader } from '../takeovers';
import type { TicketReader, TicketService } from '../tickets';

/** What the actions do their work with: the same services as the routes. */
export type ActionDeps = {
  callers: CallerResolver;
  requestReader: RequestReader;
  takeoverReader: TakeoverReader;
  ticketReader: TicketReader;
  tickets: TicketService;
};

type EventLike = {
  event: string;
  titles: { en: string };
  needs: string[];
  missing?: string[];
};

/** `restore: Restored; say also: resolution` */
export function eventText({
  event,
  titles,
  needs,
  missing = [],
}: EventLike): string {
  const open = needs.filter(need => !missing.includes(need));
  return [
    `${event}: ${titles.en}`,
    open.length > 0 && `say also: ${open.join(', ')}`,
    missing.length > 0 && `not yet possible, missing: ${missing.join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ');
}
