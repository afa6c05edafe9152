import { stringifyEntityRef } from '@backstage/catalog-model';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  TicketDetail,
  TicketLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import { useLevelsQuery } from '../../../api/serviceLevelsApi';
import { useQuery } from '../../../api/useQuery';
import { useEntities } from '../../../pickers';
import { useWords } from '../../../words';

const SHOWN = 100;

type Option = { id: string; label: string };
type Options = { options: Option[]; error?: Error };

/** With what of a kind a ticket can be linked; what it is linked with already is left out. */
export function useLinkOptions(
  ticket: TicketDetail,
  kind: TicketLink['kind'],
): Options {
  const byKind: Record<TicketLink['kind'], Options> = {
    ticket: useTickets(kind === 'ticket'),
    request: useRequests(kind === 'request'),
    outage: useOutages(kind === 'outage' ? ticket.serviceRef : undefined),
    environment: useEnvironments(kind === 'environment'),
  };
  const { options, error } = byKind[kind];
  const taken = ticket.links.filter(one => one.kind === kind);
  return {
    error,
    options: options.filter(
      ({ id }) => id !== ticket.id && !taken.some(one => one.id === id),
    ),
  };
}

const numbered = (
  items: readonly { id: string; number: string; title: string }[] = [],
) =>
  items.map(({ id, number, title }) => ({ id, label: `${number} · ${title}` }));

function useTickets(isWanted: boolean): Options {
  const { data, error } = useQuery(
    client => client.GET('/tickets', { params: { query: { limit: SHOWN } } }),
    isWanted ? 'tickets' : undefined,
  );
  return { options: numbered(data?.items), error };
}

function useRequests(isWanted: boolean): Options {
  const { data, error } = useQuery(
    client => client.GET('/requests', { params: { query: { limit: SHOWN } } }),
    isWanted ? 'requests' : undefined,
  );
  return { options: numbered(data?.items), error };
}

function useOutages(subject: string | undefined): Options {
  const { t, format } = useWords();
  const { data, error } = useLevelsQuery(
    client =>
      client.GET('/outages', {
        params: { query: { subject, limit: SHOWN } },
      }),
    subject,
  );
  return {
    error,
    options: (data?.items ?? []).map(({ id, title, interval }) => ({
      id,
      label: `${format.dateTime(interval.from)} · ${
        title ?? t('desk.link.outage')
      }`,
    })),
  };
}

function useEnvironments(isWanted: boolean): Options {
  const { data, error } = useEntities(
    isWanted ? { kind: 'Resource', 'spec.type': 'environment' } : undefined,
  );
  const found = (data ?? []).flatMap(entity => {
    const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
    return id ? [{ id, ref: stringifyEntityRef(entity) }] : [];
  });
  const titleOf = useEntityTitles(found.map(({ ref }) => ref));
  return {
    error,
    options: found.map(({ id, ref }) => ({ id, label: titleOf(ref) })),
  };
}
