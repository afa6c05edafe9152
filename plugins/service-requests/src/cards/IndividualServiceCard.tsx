import { ButtonLink, Flex, Text } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import type { RequestType } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  Facts,
  isRefusal,
  PartyLink,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useRequestTypes } from '../filing/useRequestTypes';
import { RequestList } from '../requests';
import { newRequestRouteRef } from '../routes';
import { useWords } from '../words';
import { firstAnswerHours } from './firstAnswer';
import { useOpenRequests } from './RequestsCard';

const NEW_SERVICE = 'new-individual-service';
const CHANGE = 'change-individual-service';

/**
 * In place of an order button: why there is none, how to ask for something like
 * it, who answers, and until when.
 */
export function IndividualServiceCard() {
  const { entity } = useEntity();
  const { t } = useWords();
  const ref = stringifyEntityRef(entity);
  const titleOf = useEntityTitles([ref]);
  const types = useRequestTypes();
  const newPath = useRouteRef(newRequestRouteRef);
  const offered = (types.data ?? []).filter(({ mayOpen }) => mayOpen);
  const anew = offered.find(({ name }) => name === NEW_SERVICE);
  const change = offered.find(({ name }) => name === CHANGE);
  const answering = types.data?.find(({ name }) => name === NEW_SERVICE);
  const hrefOf = (type: RequestType, more: Record<string, string>) =>
    `${newPath()}?${new URLSearchParams({ type: type.name, ...more })}`;
  return (
    <EntityInfoCard
      title={t('cards.individual.title')}
      footerActions={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {anew && (
            <ButtonLink
              variant="primary"
              href={hrefOf(anew, {
                service: ref,
                title: t('cards.individual.like', { service: titleOf(ref) }),
              })}
            >
              {t('cards.individual.ask')}
            </ButtonLink>
          )}
          {change && (
            <ButtonLink
              variant="secondary"
              href={hrefOf(change, { service: ref })}
            >
              {t('cards.individual.change')}
            </ButtonLink>
          )}
        </Flex>
      }
    >
      <Flex direction="column" gap="4">
        <Text as="p">{t('cards.individual.why')}</Text>
        <Text as="p">{t('cards.individual.how')}</Text>
        {answering && <Answering type={answering} />}
        <OpenRequests service={ref} />
      </Flex>
    </EntityInfoCard>
  );
}

function Answering({ type }: { type: RequestType }) {
  const { t } = useWords();
  const hours = firstAnswerHours(type);
  const unit = type.calendarRef ? 'hours' : 'clock';
  return (
    <Facts
      items={[
        {
          label: t('cards.individual.who'),
          value: <PartyLink entityRef={type.responsible} />,
        },
        {
          label: t('cards.individual.until'),
          value:
            hours === undefined
              ? undefined
              : t(`cards.individual.${unit}`, { count: hours }),
        },
      ]}
    />
  );
}

function OpenRequests({ service }: { service: string }) {
  const { t } = useWords();
  const { data, error } = useOpenRequests({ service });
  if (isRefusal(error) || !data || data.items.length === 0) return null;
  return (
    <Section level="h3" title={t('cards.individual.requests')}>
      <RequestList
        requests={data.items}
        label={t('cards.individual.requests')}
      />
    </Section>
  );
}
