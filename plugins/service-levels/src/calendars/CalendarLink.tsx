import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { calendarRouteRef } from '../routes';
import { calendarName } from './calendarName';

/** Leads to the page of a service calendar. */
export function CalendarLink(props: { calendarRef: string; title: string }) {
  const calendarPath = useRouteRef(calendarRouteRef);
  const name = calendarName(props.calendarRef);
  return <Link href={calendarPath({ name })}>{props.title}</Link>;
}
