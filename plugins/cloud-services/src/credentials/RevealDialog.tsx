import { useState } from 'react';
import { Alert, Button, Checkbox, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RevealedCredentials } from '@dualcloud/backstage-plugin-cloud-services-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useRefusal } from '../api/useRefusal';
import { cloudServicesApiRef } from '../api/cloudServicesApi';
import { cloudServicesTranslationRef } from '../translation';
import { toRows } from './credentialRows';
import styles from './credentials.module.css';

function Value(props: { name: string; value: string; isSecret: boolean }) {
  const { name, value, isSecret } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [isShown, setShown] = useState(!isSecret);
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied('yes');
    } catch {
      setShown(true);
      setCopied('no');
    }
  };
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code className={styles.value}>
          {isShown ? value : t('credentials.hidden')}
        </code>
        <Flex gap="1" align="center">
          {isSecret && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={t(
                isShown ? 'credentials.hideValue' : 'credentials.showValue',
                { name },
              )}
              onPress={() => setShown(!isShown)}
            >
              {t(isShown ? 'credentials.hide' : 'credentials.show')}
            </Button>
          )}
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('credentials.copyValue', { name })}
            onPress={copy}
          >
            {t('credentials.copy')}
          </Button>
          <span role="status">
            {copied === 'yes' && t('credentials.copied')}
            {copied === 'no' && t('credentials.copyFailed')}
          </span>
        </Flex>
      </dd>
    </>
  );
}

/**
 * Shows credentials, once. Their values live in this dialog's state only: closing
 * it forgets them, and nobody, here or at the backend, can show them again.
 */
export function RevealDialog(props: {
  bindingId: string;
  onClose: (wasRevealed: boolean) => void;
}) {
  const { bindingId, onClose } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const api = useApi(cloudServicesApiRef);
  const [isUnderstood, setUnderstood] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const shownError = useRefusal(error);
  const [revealed, setRevealed] = useState<RevealedCredentials>();

  const reveal = async () => {
    setPending(true);
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.POST('/bindings/{bindingId}/reveal', {
        params: { path: { bindingId } },
      });
      setRevealed(data);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setPending(false);
    }
  };

  if (!revealed) {
    return (
      <FormDialog
        title={t('credentials.revealTitle')}
        onClose={() => onClose(false)}
        error={shownError}
        submit={{
          label: t('credentials.revealNow'),
          onSubmit: reveal,
          isPending,
          isDisabled: !isUnderstood,
        }}
      >
        <Alert
          status="warning"
          icon
          title={t('credentials.onceTitle')}
          description={t('credentials.onceDescription')}
        />
        <Checkbox isSelected={isUnderstood} onChange={setUnderstood}>
          {t('credentials.understood')}
        </Checkbox>
      </FormDialog>
    );
  }

  return (
    <FormDialog
      title={t('credentials.revealedTitle')}
      onClose={() => onClose(true)}
      closeLabel={t('credentials.closeAndForget')}
      width={680}
    >
      <Text as="p">{t('credentials.keepSafe')}</Text>
      <dl className={styles.values}>
        {toRows(revealed).map(row => (
          <Value key={row.name} {...row} />
        ))}
      </dl>
    </FormDialog>
  );
}
