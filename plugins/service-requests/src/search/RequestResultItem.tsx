import type { SearchDocument } from '@backstage/plugin-search-common';
import type { ServiceRequestDocument } from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import type { ReactNode } from 'react';
import { useWords } from '../words';
import { ResultItem } from './ResultItem';

/** A request among the results of a search, in the reader's language. */
export function RequestResultItem(props: {
  result?: SearchDocument;
  icon?: ReactNode;
}) {
  const { t, text } = useWords();
  const request = props.result as ServiceRequestDocument | undefined;
  const titleOf = useEntityTitles(request ? [request.customerRef] : []);
  if (!request) return null;
  return (
    <ResultItem
      icon={props.icon}
      title={request.title}
      location={request.location}
      about={t('search.request', {
        type: text(request.typeTitles),
        customer: titleOf(request.customerRef),
      })}
    />
  );
}
