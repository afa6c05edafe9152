import { screen } from '@testing-library/react';
import type {
  ServiceRequestDocument,
  TicketDocument,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { renderPage } from '../__testUtils__/render';
import { RequestResultItem, TicketResultItem } from '.';

const REQUEST: ServiceRequestDocument = {
  title: 'R-2026-0001: Fahrtenbuch',
  text: 'Fahrtenbuch, kraftfahrtamt',
  location: '/service-requests/r1',
  authorization: { resourceRef: 'request:r1' },
  typeTitles: {
    en: 'New individual service',
    de: 'Neuer individueller Dienst',
  },
  customerRef: 'group:default/kraftfahrtamt',
};

const TICKET: TicketDocument = {
  title: 'INC-2026-0001: Nobody can log in',
  text: 'incident, kfz-zulassung',
  location: '/service-desk/t1',
  authorization: { resourceRef: 'ticket:t1' },
  kind: 'incident',
  serviceRef: 'cloudservice:default/kfz-zulassung',
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

describe('among the results of a search', () => {
  it.each([
    ['en', 'New individual service, for Kraftfahrtamt Nordmark'],
    ['de', 'Neuer individueller Dienst, für Kraftfahrtamt Nordmark'],
  ])('a request says in %s what it is and whose', async (language, about) => {
    renderPage(<RequestResultItem result={REQUEST} />, {
      entities: ENTITIES,
      language,
    });
    expect(await screen.findByText(about)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: REQUEST.title })).toHaveAttribute(
      'href',
      REQUEST.location,
    );
  });

  it.each([
    ['en', 'Incident, Vehicle Registration'],
    ['de', 'Störung, Kfz-Zulassung Online'],
  ])('a ticket says in %s what it is about', async (language, about) => {
    renderPage(<TicketResultItem result={TICKET} />, {
      entities: ENTITIES,
      language,
    });
    expect(await screen.findByText(about)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: TICKET.title })).toHaveAttribute(
      'href',
      TICKET.location,
    );
  });
});
