import type {
  Ticket,
  TicketRole,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import { useReader } from './useReader';

const REF_OF: Record<
  Exclude<TicketRole, 'provider'>,
  (ticket: Ticket) => string | undefined
> = {
  reporter: ({ requesterPartyRef }) => requesterPartyRef,
  customer: ({ customerRef }) => customerRef,
  'software-provider': ({ softwareProviderRef }) => softwareProviderRef,
  assignee: ({ assigned }) => assigned.ref,
};

function partyOf({ waitsFor, ...ticket }: Ticket): string | undefined {
  return waitsFor && waitsFor !== 'provider'
    ? REF_OF[waitsFor](ticket)
    : undefined;
}

/** Whose turn it is in each of the tickets: by name, and whether it is the reader's. */
export function useTurn(tickets: readonly Ticket[]) {
  const { t } = useWords();
  const reader = useReader();
  const refs = tickets.map(partyOf).filter(ref => ref !== undefined);
  const titleOf = useEntityTitles(refs);
  return (ticket: Ticket): { who: string; isMine: boolean } | undefined => {
    if (!ticket.waitsFor) return undefined;
    if (ticket.waitsFor === 'provider') {
      return { who: t('role.provider'), isMine: reader?.isProvider ?? false };
    }
    const ref = partyOf(ticket);
    return {
      who: ref ? titleOf(ref) : t('requests.turn.none'),
      isMine: ref !== undefined && (reader?.own.includes(ref) ?? false),
    };
  };
}

/** What {@link useTurn} says of one ticket. */
export type TurnOf = ReturnType<typeof useTurn>;
