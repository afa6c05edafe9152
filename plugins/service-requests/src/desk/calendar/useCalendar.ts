import { useRouteRef } from '@backstage/core-plugin-api';
import type { CalendarEntry } from '@dualcloud/backstage-plugin-service-requests-common';
import type { MaintenanceWindow } from '@dualcloud/backstage-plugin-service-levels-common';
import { useLevelsQuery } from '../../api/serviceLevelsApi';
import { useQuery } from '../../api/useQuery';
import { useWords } from '../../words';
import { maintenanceRouteRef, ticketRouteRef } from '../routes';

/** What happens in a window. */
export type Entry = {
  id: string;
  kind: 'change' | 'maintenance';
  title: string;
  href?: string;
  from: string;
  to: string;
  /** What it concerns. */
  refs: readonly string[];
  number?: string;
  state: string;
};

/** A day with what begins on it. */
export type Day = { day: Date; entries: Entry[] };

/**
 * Changes, and maintenance where service levels are installed, by the days on which
 * they begin.
 */
export function useCalendar(period: { from: string; to: string }) {
  const { t, text } = useWords();
  const ticketPath = useRouteRef(ticketRouteRef);
  const maintenancePath = useRouteRef(maintenanceRouteRef);
  const key = period.from;
  const changes = useQuery(
    client => client.GET('/release-calendar', { params: { query: period } }),
    key,
  );
  const maintenance = useLevelsQuery(
    client =>
      client.GET('/maintenance-windows', {
        params: { query: { ...period, limit: 200 } },
      }),
    key,
  );
  const ofChange = (entry: CalendarEntry): Entry => ({
    ...entry,
    href: ticketPath({ ticketId: entry.id }),
    refs: [entry.serviceRef],
    state: text(entry.stateTitles),
  });
  const ofMaintenance = (window: MaintenanceWindow): Entry => ({
    id: window.id,
    kind: 'maintenance',
    title: text(window.titles),
    href: maintenancePath?.(),
    from: window.interval.from,
    to: window.interval.to ?? window.interval.from,
    refs: window.subjectRefs,
    state: t(`calendar.maintenance.${window.state}`),
  });
  const windows = (maintenance.data?.items ?? []).filter(
    ({ state }) => state !== 'withdrawn',
  );
  const isSettled = maintenance.data || maintenance.error;
  return {
    error: changes.error,
    reload: changes.reload,
    days:
      changes.data && isSettled
        ? byDay([
            ...changes.data.items.map(ofChange),
            ...windows.map(ofMaintenance),
          ])
        : undefined,
  };
}

function byDay(entries: Entry[]): Day[] {
  const days = new Map<string, Day>();
  const ordered = [...entries].sort((a, b) => a.from.localeCompare(b.from));
  for (const entry of ordered) {
    const day = new Date(entry.from);
    const key = day.toDateString();
    const found = days.get(key) ?? { day, entries: [] };
    found.entries.push(entry);
    days.set(key, found);
  }
  return [...days.values()];
}
