import { screen } from '@testing-library/react';
import type { ServiceLevelDocument } from '@dualcloud/backstage-plugin-service-levels-common';
import { renderPage } from '../__testUtils__/render';
import { ServiceLevelResultItem } from './ServiceLevelResultItem';

const RESULT: ServiceLevelDocument = {
  title: 'Vehicle Registration, agreed with the Motor Vehicle Agency',
  text: 'kfz-zulassung, kraftfahrtamt',
  location: '/service-levels/levels/c1',
  authorization: { resourceRef: 'commitment:c1' },
  kind: 'special',
  titles: {
    en: 'Vehicle Registration, agreed with the Motor Vehicle Agency',
    de: 'Kfz-Zulassung, vereinbart mit dem Kraftfahrtamt',
  },
  subjectRef: 'cloudservice:default/kfz-zulassung',
  customerRef: 'group:default/kraftfahrtamt',
};

const ENTITIES = [
  {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name: 'kfz-zulassung' },
    spec: {
      title: { en: 'Vehicle Registration', de: 'Kfz-Zulassung Online' },
    },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'kraftfahrtamt', title: 'Kraftfahrtamt Nordmark' },
  },
];

describe('a service level among the results of a search', () => {
  it('is named in the reader’s language and leads to its page', async () => {
    renderPage(<ServiceLevelResultItem result={RESULT} />, {
      entities: ENTITIES,
      language: 'de',
    });
    const link = await screen.findByRole('link', {
      name: 'Service-Level von Kfz-Zulassung Online',
    });
    expect(link).toHaveAttribute('href', RESULT.location);
    expect(
      screen.getByText(
        'Kfz-Zulassung, vereinbart mit dem Kraftfahrtamt, für Kraftfahrtamt Nordmark',
      ),
    ).toBeInTheDocument();
  });

  it('of an environment bears the environment’s name', async () => {
    const environment: ServiceLevelDocument = {
      ...RESULT,
      kind: 'environments',
      environmentName: 'kfz-test',
      titles: { en: 'Test environments' },
    };
    renderPage(<ServiceLevelResultItem result={environment} />);
    expect(
      await screen.findByRole('link', { name: 'Service level of kfz-test' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Test environments, environment kfz-test'),
    ).toBeInTheDocument();
  });
});
