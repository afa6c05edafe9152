import { Flex } from '@backstage/ui';
import { Facts, PartyLink } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import { FilledIn } from './FilledIn';
import type { RequestWish } from './wish';

/** Everything once more, before it is sent. */
export function Review(props: {
  form: readonly Record<string, unknown>[];
  wish: RequestWish;
}) {
  const { wish } = props;
  const { t } = useWords();
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  return (
    <Flex direction="column" gap="4">
      <Facts
        items={[
          { label: t('form.title'), value: wish.title },
          { label: t('form.service'), value: party(wish.serviceRef) },
          { label: t('form.customer'), value: party(wish.customerRef) },
          { label: t('form.system'), value: party(wish.systemRef) },
          {
            label: t('form.softwareProvider'),
            value: party(wish.softwareProviderRef),
          },
        ]}
      />
      <FilledIn form={props.form} value={wish.form} />
    </Flex>
  );
}
