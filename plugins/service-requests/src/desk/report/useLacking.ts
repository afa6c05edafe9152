import type { NewTicket } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';

/** What has to be filled in yet, by field; the server has the same rules. */
export function useLacking(wish: NewTicket): Record<string, string> {
  const { t } = useWords();
  const isFilled: Record<string, boolean> = {
    serviceRef: wish.serviceRef !== '',
    title: wish.title.trim() !== '',
    description: wish.description.trim() !== '',
    incidentClass: wish.kind !== 'incident' || Boolean(wish.incidentClass),
  };
  return Object.fromEntries(
    Object.keys(isFilled)
      .filter(field => !isFilled[field])
      .map(field => [field, t('form.rule.required')]),
  );
}
