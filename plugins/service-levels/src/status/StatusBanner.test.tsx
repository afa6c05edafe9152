import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { Status } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { ServiceStatus } from '@dualcloud/foundation-react';
import { EntityStatusCard, StatusBanner } from './StatusBanner';

const POSTGRESQL = 'cloudservice:default/postgresql';
const REGISTRATION = 'cloudservice:default/kfz-zulassung';

const STATUS: Status = {
  entityRef: 'system:default/kfz-portal',
  condition: 'down',
  items: [
    {
      kind: 'maintenance-announced',
      subjectRef: POSTGRESQL,
      via: ['system:default/kfz-portal', POSTGRESQL],
      interval: { from: '2026-12-03T18:00:00Z', to: '2026-12-03T20:00:00Z' },
      impact: 'down',
      windowId: 'w1',
      commitmentId: 'c1',
      titles: { en: 'New storage', de: 'Neuer Speicher' },
      description: 'Save your work before.',
    },
    {
      kind: 'outage',
      subjectRef: POSTGRESQL,
      via: ['system:default/kfz-portal', REGISTRATION, POSTGRESQL],
      interval: { from: '2026-11-28T08:00:00Z' },
      impact: 'down',
      outageId: 'o1',
      commitmentId: 'c1',
    },
  ],
};

const asked = jest.fn();
const { answer } = startBackend(
  http.get(backend('/status'), ({ request }) => {
    asked(new URL(request.url).searchParams.get('entityRef'));
    return HttpResponse.json(STATUS);
  }),
);

const ENTITIES = [
  {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name: 'postgresql', title: 'PostgreSQL' },
  },
  {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name: 'kfz-zulassung', title: 'Vehicle Registration' },
  },
];

describe('the status banner', () => {
  it('says what is down and since when, then what is planned, with the way on', async () => {
    renderPage(<StatusBanner entityRef="system:default/kfz-portal" />, {
      entities: ENTITIES,
    });
    const banner = await screen.findByRole('region', {
      name: 'Outages and maintenance',
    });
    await waitFor(() =>
      expect(banner).toHaveTextContent(
        /PostgreSQL has been unavailable since Nov 28, 2026.*\(\w+(\/\w+)?\).*Needed by Vehicle Registration.*Maintenance of PostgreSQL from Dec 3, 2026.* to Dec 3, 2026.*New storage\. Save your work before\./,
      ),
    );
    expect(
      screen.getAllByRole('link', { name: 'Service level of PostgreSQL' })[0],
    ).toHaveAttribute('href', '/service-levels/levels/c1');
    expect(asked).toHaveBeenCalledWith('system:default/kfz-portal');
  });

  it('names maintenance in the language of the portal', async () => {
    renderPage(<StatusBanner />, { entities: ENTITIES, language: 'de' });
    expect(
      await screen.findByText(/Neuer Speicher\. Save your work before\./),
    ).toBeInTheDocument();
  });

  it('is offered to pages of other plugins', async () => {
    renderPage(<ServiceStatus entityRef="resource:default/kfz-test" />, {
      entities: ENTITIES,
    });
    expect(
      await screen.findByRole('region', { name: 'Outages and maintenance' }),
    ).toBeInTheDocument();
    expect(asked).toHaveBeenLastCalledWith('resource:default/kfz-test');
  });

  it('stands once on the page of an entity, whichever place is on top', async () => {
    renderPage(
      <EntityProvider entity={ENTITIES[0]}>
        <EntityStatusCard on="narrow" />
        <EntityStatusCard on="wide" />
      </EntityProvider>,
      { entities: ENTITIES },
    );
    expect(
      await screen.findAllByRole('region', { name: 'Outages and maintenance' }),
    ).toHaveLength(1);
    expect(asked).toHaveBeenLastCalledWith(POSTGRESQL);
  });

  it('is not there for those who may not see it', async () => {
    const answered = jest.fn();
    answer(
      http.get(backend('/status'), () => {
        answered();
        return errorAnswer(403, { name: 'NotAllowedError', message: 'No' });
      }),
    );
    renderPage(<StatusBanner />);
    await waitFor(() => expect(answered).toHaveBeenCalled());
    expect(
      screen.queryByRole('region', { name: 'Outages and maintenance' }),
    ).not.toBeInTheDocument();
  });
});
