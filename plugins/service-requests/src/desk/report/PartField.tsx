import { Select } from '@backstage/ui';
import type { NewTicket } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';
import { useParts } from './useParts';

const UNKNOWN = 'unknown';

/**
 * Which part of the service it is about: whoever answers for that part gets it.
 * Nothing where the agreement does not tell parts apart.
 */
export function PartField(props: {
  wish: NewTicket;
  onChange: (change: Partial<NewTicket>) => void;
  fault: string | undefined;
}) {
  const { wish, onChange, fault } = props;
  const { t, text } = useWords();
  const parts = useParts(wish.serviceRef, wish.customerRef);
  if (parts.length < 2) return null;
  return (
    <Select
      label={t('desk.part')}
      secondaryLabel={t('picker.optional')}
      description={[fault, t('desk.part.means')].filter(Boolean).join(' ')}
      options={[
        { id: UNKNOWN, label: t('desk.part.unknown') },
        ...parts.map(({ part, titles }) => ({
          id: part,
          label: text(titles) || part,
        })),
      ]}
      selectionMode="single"
      value={wish.part ?? UNKNOWN}
      onChange={key =>
        onChange({ part: parts.find(({ part }) => part === key)?.part })
      }
      isInvalid={fault !== undefined}
    />
  );
}
