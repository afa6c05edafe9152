import { useState } from 'react';
import { Alert, Text, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Order } from '@dualcloud/backstage-plugin-cloud-services-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { toTarget, type Subject } from './subject';
import { useOrderWish } from './useOrderWish';
import { useTitles } from './useTitles';
import styles from './environments.module.css';

/** Names what will be lost, and tears down only once its name has been typed. */
export function TearDownDialog(props: {
  subject: Subject;
  onClose: () => void;
  onOrdered: (order: Order) => void;
}) {
  const { subject, onClose, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [typed, setTyped] = useState('');
  const wish = useOrderWish();
  const { serviceOf, planOf } = useTitles();
  const lost = subject.instances.filter(
    instance => instance.state !== 'terminated',
  );

  return (
    <FormDialog
      title={t(`tearDown.title.${subject.kind}`, { name: subject.name })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('tearDown.submit'),
        isDestructive: true,
        isPending: wish.isPending,
        isDisabled: typed !== subject.name,
        onSubmit: async () => {
          const order = await wish.submit({
            type: `terminate-${subject.kind}`,
            ...toTarget(subject),
          });
          if (order) onOrdered(order);
        },
      }}
    >
      <Alert
        status="danger"
        icon
        title={t('tearDown.warning')}
        description={t('tearDown.meaning')}
      />
      {lost.length > 0 && (
        <div>
          <Text as="p" weight="bold">
            {t('tearDown.lost')}
          </Text>
          <ul className={styles.plain}>
            {lost.map(instance => (
              <li key={instance.id}>
                {t('tearDown.lostInstance', {
                  name: instance.componentName ?? instance.name,
                  service: serviceOf(instance),
                  plan: planOf(instance),
                })}
              </li>
            ))}
          </ul>
          <Text as="p">{t('tearDown.credentialsToo')}</Text>
        </div>
      )}
      <TextField
        label={t('tearDown.typeName', { name: subject.name })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        isRequired
        secondaryLabel={t('form.required')}
      />
    </FormDialog>
  );
}
