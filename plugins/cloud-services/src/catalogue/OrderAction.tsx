import { ButtonLink, Link, Text } from '@backstage/ui';
import { configApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OrderOptions } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { orderFormRouteRef } from '../routes';
import { findObstacle, templateName, type Offer } from './offers';

function contactHref(contact: string): string | undefined {
  return /^(https?:|mailto:)/i.test(contact) ? contact : undefined;
}

/** The order button, or in words why there is none and what to do instead. */
export function OrderAction(props: {
  offer: Offer;
  title: string;
  options?: OrderOptions;
}) {
  const { offer, title, options } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const config = useApi(configApiRef);
  const formRoute = useRouteRef(orderFormRouteRef);
  const today = new Date().toISOString().slice(0, 10);
  const obstacle = findObstacle(offer, today, options);

  if (!obstacle) {
    const href =
      formRoute?.({
        namespace: offer.namespace,
        templateName: templateName(offer),
      }) ?? `/create/templates/${offer.namespace}/${templateName(offer)}`;
    return (
      <ButtonLink
        href={href}
        variant="primary"
        aria-label={t('catalogue.order.label', { title })}
      >
        {t('catalogue.order.button')}
      </ButtonLink>
    );
  }

  const contact =
    offer.requestContact ??
    config.getOptionalString('cloudServices.requests.contact');
  const href = contact && contactHref(contact);
  return (
    <Text as="p" variant="body-small">
      <strong>{t('catalogue.obstacle.title')}</strong>{' '}
      {t(`catalogue.obstacle.${obstacle}`, {
        from: offer.validFrom ? format.date(offer.validFrom) : '',
        until: offer.validUntil ? format.date(offer.validUntil) : '',
        stages: format.list(offer.stages.map(stage => t(`stage.${stage}`))),
      })}{' '}
      {obstacle === 'individual' && href && (
        <Link href={href}>{t('catalogue.obstacle.request')}</Link>
      )}
      {obstacle === 'individual' &&
        !href &&
        (contact ?? t('catalogue.obstacle.askProvider'))}
    </Text>
  );
}
