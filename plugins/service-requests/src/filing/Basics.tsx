import { Flex, TextField } from '@backstage/ui';
import { faultProps, type Faults } from '../fields';
import { EntitySelect, refsOf, useEntities } from '../pickers';
import { useWords } from '../words';
import { useOwnParties } from './useOwnParties';
import type { Asked, ChangeWish, RequestWish } from './wish';

const AGENCIES = { kind: 'Group', 'spec.type': 'agency' };
const SOFTWARE_PROVIDERS = { kind: 'Group', 'spec.type': 'software-provider' };
const INDIVIDUAL = { kind: 'CloudService', 'spec.lane': 'individual' };

type Props = {
  asked: Asked;
  wish: RequestWish;
  faults: Faults;
  onChange: ChangeWish;
};

/** What is asked before the form: a title, and whom and what it concerns. */
export function Basics(props: Props) {
  const { asked, wish, faults, onChange } = props;
  const { t } = useWords();
  return (
    <Flex direction="column" gap="4">
      <TextField
        label={t('form.title')}
        description={t('form.title.means')}
        secondaryLabel={t('picker.required')}
        value={wish.title}
        onChange={title => onChange({ title })}
        maxLength={200}
        {...faultProps(faults.title)}
      />
      {asked.about === 'service' && !asked.isFiled && <Service {...props} />}
      {!asked.isFiled && <Customer {...props} />}
      {asked.about === 'nothing' && <Context {...props} />}
    </Flex>
  );
}

function Service({ wish, faults, onChange }: Props) {
  const { t } = useWords();
  const services = useEntities(INDIVIDUAL);
  return (
    <EntitySelect
      label={t('form.service')}
      description={t('form.service.means')}
      isRequired
      refs={refsOf(services.data)}
      value={wish.serviceRef}
      onChange={serviceRef => onChange({ serviceRef, customerRef: undefined })}
      fault={faults.serviceRef}
    />
  );
}

/**
 * For which agency; not asked where there is but one possible answer, which the
 * backend finds by itself.
 */
function Customer({ asked, wish, faults, onChange }: Props) {
  const { t } = useWords();
  const agencies = useEntities(AGENCIES);
  const own = useOwnParties();
  const services = useEntities(
    asked.about === 'service' ? INDIVIDUAL : undefined,
  );
  const service = wish.serviceRef
    ? services.data?.[refsOf(services.data).indexOf(wish.serviceRef)]
    : undefined;
  const customers = (service?.spec?.customers ?? []) as string[];
  const mine = refsOf(agencies.data).filter(ref => own?.includes(ref));
  if (!agencies.data || !own) return null;
  if (asked.about === 'service' && customers.length < 2) return null;
  if (asked.about === 'nothing' && mine.length === 1 && !faults.customerRef) {
    return null;
  }
  const all = mine.length > 0 ? mine : refsOf(agencies.data);
  return (
    <EntitySelect
      label={t('form.customer')}
      isRequired
      refs={asked.about === 'service' ? customers : all}
      value={wish.customerRef}
      onChange={customerRef => onChange({ customerRef, systemRef: undefined })}
      fault={faults.customerRef}
    />
  );
}

/** Where it belongs and who may build it, as far as that is known. */
function Context({ wish, faults, onChange }: Props) {
  const { t } = useWords();
  const own = useOwnParties();
  const systems = useEntities({ kind: 'System' });
  const providers = useEntities(SOFTWARE_PROVIDERS);
  const agencies = useEntities(AGENCIES);
  const isOfAgency = refsOf(agencies.data).some(ref => own?.includes(ref));
  const owners = [
    ...(wish.customerRef ? [wish.customerRef] : []),
    ...(isOfAgency ? own ?? [] : []),
  ];
  const fitting = (systems.data ?? []).filter(({ relations }) =>
    relations?.some(
      ({ type, targetRef }) => type === 'ownedBy' && owners.includes(targetRef),
    ),
  );
  return (
    <>
      <EntitySelect
        label={t('form.system')}
        description={t('form.system.means')}
        refs={refsOf(fitting)}
        value={wish.systemRef}
        onChange={systemRef => onChange({ systemRef })}
        fault={faults.systemRef}
      />
      <EntitySelect
        label={t('form.softwareProvider')}
        description={t('form.softwareProvider.means')}
        refs={refsOf(providers.data)}
        value={wish.softwareProviderRef}
        onChange={softwareProviderRef => onChange({ softwareProviderRef })}
        fault={faults.softwareProviderRef}
      />
    </>
  );
}
