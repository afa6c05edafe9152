import { useState } from 'react';
import { Button, Flex, Text, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Binding,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  ErrorNotice,
  FormDialog,
  Loading,
  PartyLink,
  useFormat,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { useWish } from '../api/useWish';
import { StateBadge } from '../environments/states';
import { FailureNotice } from '../orders/FailureNotice';
import { cloudServicesTranslationRef } from '../translation';
import { RevealDialog } from './RevealDialog';
import styles from './credentials.module.css';

type Opened =
  | { dialog: 'create' }
  | { dialog: 'reveal' | 'rotate' | 'revoke'; binding: Binding };

function CreateDialog(props: { instance: Instance; onClose: () => void }) {
  const { instance, onClose } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [purpose, setPurpose] = useState('');
  const wish = useWish((client, body: { purpose?: string }, header) =>
    client.POST('/instances/{instanceId}/bindings', {
      params: { path: { instanceId: instance.id }, header },
      body,
    }),
  );
  return (
    <FormDialog
      title={t('credentials.createTitle', { name: instance.name })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('credentials.create'),
        isPending: wish.isPending,
        isDisabled: purpose.trim() === '',
        onSubmit: async () => {
          if (await wish.submit({ purpose: purpose.trim() })) onClose();
        },
      }}
    >
      <TextField
        label={t('credentials.purpose')}
        description={t('credentials.purposeMeaning')}
        isRequired
        secondaryLabel={t('form.required')}
        maxLength={200}
        value={purpose}
        onChange={setPurpose}
      />
    </FormDialog>
  );
}

function ReplaceDialog(props: {
  binding: Binding;
  action: 'rotate' | 'revoke';
  onClose: () => void;
}) {
  const { binding, action, onClose } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const wish = useWish((client, bindingId: string, header) =>
    action === 'rotate'
      ? client.POST('/bindings/{bindingId}/rotate', {
          params: { path: { bindingId }, header },
        })
      : client.DELETE('/bindings/{bindingId}', {
          params: { path: { bindingId }, header },
        }),
  );
  return (
    <FormDialog
      title={t(`credentials.${action}Title`, {
        purpose: binding.purpose ?? '',
      })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`credentials.${action}`),
        isPending: wish.isPending,
        isDestructive: action === 'revoke',
        onSubmit: async () => {
          if (await wish.submit(binding.id)) onClose();
        },
      }}
    >
      <Text as="p">{t(`credentials.${action}Meaning`)}</Text>
    </FormDialog>
  );
}

function BindingItem(props: {
  binding: Binding;
  onOpen: (opened: Opened) => void;
}) {
  const { binding, onOpen } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const purpose = binding.purpose || t('credentials.noPurpose');
  const isUsable = binding.state === 'ready' || binding.state === 'revealed';
  // It logs in by itself and shows them to nobody.
  const isOfPlugin = binding.createdBy.startsWith('plugin:');
  return (
    <li className={styles.item}>
      <div>
        <Flex gap="2" align="center">
          <Text as="p" weight="bold">
            {purpose}
          </Text>
          <StateBadge state={binding.state} />
        </Flex>
        <Text as="p" variant="body-small" color="secondary">
          {t('credentials.madeAt', { at: format.dateTime(binding.createdAt) })}{' '}
          <PartyLink entityRef={binding.createdBy} />
        </Text>
        {binding.revealedAt && (
          <Text as="p" variant="body-small" color="secondary">
            {t('credentials.revealedAt', {
              at: format.dateTime(binding.revealedAt),
            })}{' '}
            {binding.revealedBy && <PartyLink entityRef={binding.revealedBy} />}
          </Text>
        )}
        {binding.failure && <FailureNotice failure={binding.failure} />}
      </div>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {binding.state === 'ready' && !isOfPlugin && (
          <Button
            size="small"
            variant="primary"
            aria-label={t('credentials.revealLabel', { purpose })}
            onPress={() => onOpen({ dialog: 'reveal', binding })}
          >
            {t('credentials.reveal')}
          </Button>
        )}
        {isUsable && (
          <Button
            size="small"
            variant="secondary"
            aria-label={t('credentials.rotateLabel', { purpose })}
            onPress={() => onOpen({ dialog: 'rotate', binding })}
          >
            {t('credentials.rotate')}
          </Button>
        )}
        {(isUsable || binding.state === 'failed') && (
          <Button
            size="small"
            variant="secondary"
            aria-label={t('credentials.revokeLabel', { purpose })}
            onPress={() => onOpen({ dialog: 'revoke', binding })}
          >
            {t('credentials.revoke')}
          </Button>
        )}
      </Flex>
    </li>
  );
}

/** Makes, shows once, rotates and revokes an instance's credentials. */
export function CredentialsPanel(props: { instance: Instance }) {
  const { instance } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [opened, setOpened] = useState<Opened>();
  const [showRevoked, setShowRevoked] = useState(false);
  const bindings = useQuery(
    client =>
      client.GET('/instances/{instanceId}/bindings', {
        params: { path: { instanceId: instance.id } },
      }),
    instance.id,
  );
  const items = bindings.data?.items ?? [];
  const live = items.filter(binding => binding.state !== 'revoked');
  const shown = showRevoked ? items : live;
  useLiveUpdates({
    ids: [instance.id],
    isActive: items.some(
      ({ state }) => state === 'creating' || state === 'revoking',
    ),
    onChange: bindings.reload,
  });
  const close = () => {
    setOpened(undefined);
    bindings.reload();
  };

  if (!instance.bindable) {
    return <Text as="p">{t('credentials.notBindable')}</Text>;
  }
  return (
    <Flex direction="column" gap="3">
      {bindings.error && (
        <ErrorNotice error={bindings.error} onRetry={bindings.reload} />
      )}
      {bindings.isPending && !bindings.data && <Loading rows={1} />}
      {bindings.data && shown.length === 0 && (
        <Text as="p">{t('credentials.none')}</Text>
      )}
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map(binding => (
            <BindingItem
              key={binding.id}
              binding={binding}
              onOpen={setOpened}
            />
          ))}
        </ul>
      )}
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="secondary"
          isDisabled={instance.state !== 'ready'}
          aria-label={t('credentials.createFor', { name: instance.name })}
          onPress={() => setOpened({ dialog: 'create' })}
        >
          {t('credentials.create')}
        </Button>
        {items.length > live.length && (
          <Button
            variant="tertiary"
            aria-expanded={showRevoked}
            onPress={() => setShowRevoked(!showRevoked)}
          >
            {t(
              showRevoked
                ? 'credentials.hideRevoked'
                : 'credentials.showRevoked',
              {
                number: String(items.length - live.length),
              },
            )}
          </Button>
        )}
      </Flex>
      {opened?.dialog === 'create' && (
        <CreateDialog instance={instance} onClose={close} />
      )}
      {opened?.dialog === 'reveal' && (
        <RevealDialog bindingId={opened.binding.id} onClose={close} />
      )}
      {(opened?.dialog === 'rotate' || opened?.dialog === 'revoke') && (
        <ReplaceDialog
          binding={opened.binding}
          action={opened.dialog}
          onClose={close}
        />
      )}
    </Flex>
  );
}
