import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { OrderOptions } from '@dualcloud/backstage-plugin-cloud-services-common';
import { Facts, localize, useLanguage } from '@dualcloud/foundation-react';
import { OfferBadges } from './OfferBadges';
import { OrderAction } from './OrderAction';
import type { Offer } from './offers';
import { useOfferFacts } from './useOfferFacts';
import styles from './catalogue.module.css';

export function OfferCard(props: { offer: Offer; options?: OrderOptions }) {
  const { offer, options } = props;
  const language = useLanguage();
  const facts = useOfferFacts(offer);
  const title = localize(offer.title, language, offer.fallbackTitle);

  const description = localize(
    offer.description,
    language,
    offer.fallbackDescription,
  );

  return (
    <Card>
      <CardHeader>
        <Flex direction="column" gap="2">
          <Text as="h3" variant="title-x-small" className={styles.title}>
            <EntityRefLink entityRef={offer.ref} title={title} hideIcon />
          </Text>
          <OfferBadges offer={offer} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          {description && <Text as="p">{description}</Text>}
          <Facts items={facts} />
        </Flex>
      </CardBody>
      <CardFooter>
        <OrderAction offer={offer} title={title} options={options} />
      </CardFooter>
    </Card>
  );
}
