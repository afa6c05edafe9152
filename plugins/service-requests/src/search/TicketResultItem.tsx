import type { SearchDocument } from '@backstage/plugin-search-common';
import type { TicketDocument } from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import type { ReactNode } from 'react';
import { useWords } from '../words';
import { ResultItem } from './ResultItem';

/** An incident, a problem or a change among the results of a search, in the reader's language. */
export function TicketResultItem(props: {
  result?: SearchDocument;
  icon?: ReactNode;
}) {
  const { t } = useWords();
  const ticket = props.result as TicketDocument | undefined;
  const titleOf = useEntityTitles(ticket ? [ticket.serviceRef] : []);
  if (!ticket) return null;
  return (
    <ResultItem
      icon={props.icon}
      title={ticket.title}
      location={ticket.location}
      about={t('search.ticket', {
        kind: t(`desk.kind.${ticket.kind}`),
        service: titleOf(ticket.serviceRef),
      })}
    />
  );
}
