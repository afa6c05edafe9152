import { Button, Flex, Text } from '@backstage/ui';
import type {
  Release,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { useWords } from '../words';

/** Begins to take a delivered release over. */
export function Opening(props: {
  request: ServiceRequestDetail;
  release: Release;
  onDone: () => void;
}) {
  const { request, release, onDone } = props;
  const { t } = useWords();
  const { version } = release;
  const wish = useWish((client, releaseId: string, header) =>
    client.POST('/takeovers', {
      params: { header },
      body: { releaseId, requestId: request.id },
    }),
  );
  return (
    <Flex direction="column" gap="3" align="start">
      <Text as="p">{t('takeover.notOpened', { version })}</Text>
      {wish.error && <ErrorNotice error={wish.error} />}
      {request.mayOpenTakeover && (
        <Button
          variant="primary"
          isPending={wish.isPending}
          onPress={async () => {
            if (await wish.submit(release.id)) onDone();
          }}
        >
          {t('takeover.open', { version })}
        </Button>
      )}
    </Flex>
  );
}
