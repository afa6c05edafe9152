import type { ConnectorConflict } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';
import { CLASSES, stateNamed, useStateNames } from '../kinds';

const LABELS = {
  title: 'desk.field.title',
  description: 'desk.description',
  state: 'desk.column.state',
  incidentClass: 'desk.column.class',
  workaround: 'desk.workaround',
  resolution: 'desk.resolution',
} as const;

/** Fields of a ticket and what stands in them, as the pages of tickets have it. */
export function useFieldWords() {
  const { t } = useWords();
  const { nameOf } = useStateNames();
  return {
    fieldOf: ({ field }: ConnectorConflict) => t(LABELS[field]),
    valueOf: (
      { field, kind }: ConnectorConflict,
      value: string | undefined,
    ): string => {
      if (value === undefined) return t('conflicts.nothing');
      const state = field === 'state' ? stateNamed(kind, value) : undefined;
      if (state) return nameOf(kind, state);
      const known =
        field === 'incidentClass' && CLASSES.find(one => one === value);
      return known ? t(`desk.class.${known}`) : value;
    },
  };
}
