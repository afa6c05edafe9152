import { Flex, Select, TextField } from '@backstage/ui';
import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import { faultProps } from '../../fields';
import { EntitiesSelect, refsOf, useEntities } from '../../pickers';
import { useWords } from '../../words';
import type { PartProps } from './OfferForm';
import { TextsField } from './TextsField';

type Service = OfferContent['service'];

const TIERS = ['iaas', 'paas', 'saas'] as const;
const PROTECTION = ['normal', 'high', 'very-high'] as const;
const STANDARD = { kind: 'CloudService', 'spec.lane': 'standard' };

/** How the service will stand in the catalog once the offer is accepted. */
export function ServiceFields(props: PartProps & { isNameFixed: boolean }) {
  const { content, faults, onChange, isNameFixed } = props;
  const { service } = content;
  const { t } = useWords();
  const standard = useEntities(STANDARD);
  const change = (part: Partial<Service>) =>
    onChange({ service: { ...service, ...part } });
  const fault = (name: string) => faults[`content.service.${name}`];
  const word = (name: 'name' | 'version' | 'dataLocation' | 'legalBasis') => (
    <TextField
      label={t(`offer.service.${name}`)}
      description={t(`offer.service.${name}.means`)}
      secondaryLabel={t('picker.required')}
      isReadOnly={name === 'name' && isNameFixed}
      value={service[name] ?? ''}
      onChange={words => change({ [name]: words })}
      {...faultProps(fault(name))}
    />
  );
  return (
    <Flex direction="column" gap="4">
      <TextsField
        label={t('offer.service.title')}
        value={service.titles}
        onChange={titles => change({ titles })}
        faults={faults}
        field="content.service.titles"
      />
      {word('name')}
      {word('version')}
      <Select
        label={t('offer.service.tier')}
        options={TIERS.map(id => ({ id, label: t(`offer.tier.${id}`) }))}
        selectionMode="single"
        value={service.tier}
        onChange={tier => change({ tier: tier as Service['tier'] })}
      />
      <Select
        label={t('offer.service.protectionLevel')}
        options={PROTECTION.map(id => ({
          id,
          label: t(`offer.protection.${id}`),
        }))}
        selectionMode="single"
        value={service.protectionLevel}
        onChange={level =>
          change({ protectionLevel: level as Service['protectionLevel'] })
        }
      />
      <TextField
        label={t('offer.service.networkZones')}
        description={t('offer.service.networkZones.means')}
        value={service.networkZones.join(', ')}
        onChange={typed =>
          change({ networkZones: typed.split(/,\s*/).filter(Boolean) })
        }
        {...faultProps(fault('networkZones'))}
      />
      {word('dataLocation')}
      {word('legalBasis')}
      <EntitiesSelect
        label={t('offer.service.dependsOn')}
        refs={refsOf(standard.data)}
        value={service.dependsOn ?? []}
        onChange={dependsOn => change({ dependsOn })}
        fault={fault('dependsOn')}
      />
    </Flex>
  );
}
