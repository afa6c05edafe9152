import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import type { NewTicket } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import type { Faults } from '../../fields';
import { EntitySelect, refsOf, useEntities } from '../../pickers';
import { useWords } from '../../words';
import { EnvironmentName } from '../ticket/links/EnvironmentName';
import { standsForAgency, useReader, type Reader } from '../useReader';

type Props = {
  wish: NewTicket;
  onChange: (part: Partial<NewTicket>) => void;
  faults: Faults;
};

/** Of an individual service only its parties may report something. */
function isTheirs({ spec }: Entity, reader: Reader): boolean {
  const parties = [
    ...((spec?.customers ?? []) as string[]),
    String(spec?.softwareProvider),
  ];
  return (
    reader.isProvider ||
    spec?.lane !== 'individual' ||
    parties.some(ref => reader.own.includes(ref))
  );
}

/** Where it is, and whom it concerns, as far as that does not follow. */
export function SubjectFields(props: Props) {
  const { wish, onChange, faults } = props;
  const { t } = useWords();
  const reader = useReader();
  const services = useEntities({ kind: 'CloudService' });
  if (services.error) return <ErrorNotice error={services.error} />;
  const theirs = (services.data ?? []).filter(
    entity => reader && isTheirs(entity, reader),
  );
  const service = theirs.find(
    entity => stringifyEntityRef(entity) === wish.serviceRef,
  );
  return (
    <>
      {wish.environmentId && (
        <Text as="p">
          {t('desk.environment')}: <EnvironmentName id={wish.environmentId} />
        </Text>
      )}
      <EntitySelect
        label={t('desk.column.service')}
        description={t('desk.service.means')}
        isRequired
        refs={refsOf(theirs)}
        value={wish.serviceRef || undefined}
        onChange={ref =>
          onChange({
            serviceRef: ref ?? '',
            customerRef: undefined,
            instanceId: undefined,
            part: undefined,
          })
        }
        fault={faults.serviceRef}
      />
      {/* An environment says itself whom it concerns. */}
      {reader && service && !wish.environmentId && (
        <>
          <Customer {...props} reader={reader} service={service} />
          {service.spec?.lane !== 'individual' && <System {...props} />}
        </>
      )}
    </>
  );
}

/** Not asked where there is but one possible answer, which the backend finds by itself. */
function Customer(props: Props & { reader: Reader; service: Entity }) {
  const { wish, onChange, faults, reader, service } = props;
  const { t } = useWords();
  const agencies = useEntities({ kind: 'Group', 'spec.type': 'agency' });
  const isIndividual = service.spec?.lane === 'individual';
  const customers = isIndividual
    ? ((service.spec?.customers ?? []) as string[])
    : refsOf(agencies.data);
  const possible = standsForAgency(reader)
    ? customers.filter(ref => reader.agencies.includes(ref))
    : customers;
  const isSaid = faults.customerRef !== undefined;
  if (possible.length < 2 && !isSaid) return null;
  return (
    <EntitySelect
      label={t('form.customer')}
      description={t('desk.customer.means')}
      refs={possible}
      value={wish.customerRef}
      onChange={customerRef => onChange({ customerRef })}
      fault={faults.customerRef}
    />
  );
}

function System({ wish, onChange, faults }: Props) {
  const { t } = useWords();
  const systems = useEntities({ kind: 'System' });
  return (
    <EntitySelect
      label={t('requests.system')}
      description={t('desk.system.means')}
      refs={refsOf(systems.data)}
      value={wish.systemRef}
      onChange={systemRef => onChange({ systemRef })}
      fault={faults.systemRef}
    />
  );
}
