import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  configurationFormSchema,
  type CloudServicePlan,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { orderOptions } from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { dayIn } from './days';
import { fields } from './fields';

jest.setTimeout(30_000);

const plans: CloudServicePlan[] = [
  {
    name: 'small',
    id: '1',
    title: { en: 'Small', de: 'Klein' },
    bullets: ['5 connections'],
    bulletsDe: ['5 Verbindungen'],
    costs: [{ amount: { eur: 19 }, unit: 'MONTHLY' }],
    stages: ['development', 'test'],
    protectionLevel: 'normal',
    schemas: {
      create: {
        type: 'object',
        additionalProperties: false,
        required: ['databaseName'],
        properties: {
          databaseName: {
            type: 'string',
            title: 'Database name',
            'x-titles': { en: 'Database name', de: 'Name der Datenbank' },
            default: 'app',
            pattern: '^[a-z]+$',
          },
        },
      },
    },
  },
  {
    name: 'large',
    id: '2',
    title: { en: 'Large', de: 'Groß' },
    stages: ['development'],
    protectionLevel: 'normal',
    simulated: true,
  },
];

const configuration = configurationFormSchema({
  title: 'Configuration',
  titles: { en: 'Configuration', de: 'Konfiguration' },
  plans,
});

const orderPage = {
  title: 'Use',
  required: ['name', 'stage', 'systemRef', 'ownerRef'],
  properties: {
    name: { type: 'string', maxLength: 63, 'ui:field': 'CloudServicesName' },
    stage: {
      type: 'string',
      title: 'Stage',
      'x-titles': { en: 'Stage', de: 'Stufe' },
      enum: ['development', 'test'],
      'x-enum-titles': [
        { en: 'Development', de: 'Entwicklung' },
        { en: 'Test', de: 'Test' },
      ],
      default: 'development',
      'ui:field': 'CloudServicesLocalized',
    },
    systemRef: { type: 'string', 'ui:field': 'CloudServicesSystemPicker' },
    ownerRef: { type: 'string', 'ui:field': 'CloudServicesOwnerPicker' },
    expiresAt: { type: 'string', 'ui:field': 'CloudServicesExpiry' },
  },
};

function renderForm(options: {
  language?: string;
  configurationSchema?: object;
  pages?: object[];
}) {
  const onCreate = jest.fn(async () => {});
  const pages = options.pages ?? [
    {
      title: 'Configuration',
      required: ['configuration'],
      properties: {
        configuration: options.configurationSchema ?? {
          ...configuration,
          'ui:field': 'CloudServicesLocalized',
        },
      },
    },
    orderPage,
  ];
  renderPage(
    <Stepper
      manifest={{
        title: 'PostgreSQL',
        steps: pages.map(page => ({
          title: 'Page',
          schema: JSON.parse(JSON.stringify(page)),
        })),
      }}
      extensions={Object.values(fields) as never}
      onCreate={onCreate}
    />,
    { language: options.language },
  );
  return { onCreate };
}

const next = async () =>
  userEvent.click(
    await screen.findByRole('button', { name: /^(Next|Review)$/ }),
  );

// A whole form is built, fetched for and checked: a busy machine takes its time.
const SLOWLY = { timeout: 30_000 };

describe('the form of a generated template', () => {
  const { answer } = startBackend();

  it('asks for plan and its parameters, then for place and time, and hands over what the action takes', async () => {
    const { onCreate } = renderForm({});
    const small = await screen.findByRole('radio', { name: 'Small' });
    expect(small).toBeChecked();
    expect(small).toHaveAccessibleDescription(
      /€19\.00 a month.*As the broker states it.*5 connections.*Development and Test/,
    );
    const name = screen.getByLabelText(/Database name/);
    expect(name).toHaveValue('app');
    await userEvent.clear(name);
    await userEvent.type(name, 'kfz');

    await userEvent.click(screen.getByRole('radio', { name: 'Large' }));
    expect(
      screen.getByRole('radio', { name: 'Large' }),
    ).toHaveAccessibleDescription(/Simulated/);
    await waitFor(() =>
      expect(screen.queryByLabelText(/Database name/)).not.toBeInTheDocument(),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Small' }));
    expect(await screen.findByLabelText(/Database name/)).toHaveValue('kfz');
    await next();

    await userEvent.type(await screen.findByLabelText(/Name/), 'My database');
    const system = await screen.findByLabelText(/System/);
    const [first] = orderOptions().systems;
    await userEvent.selectOptions(system, first.systemRef);
    await userEvent.selectOptions(
      await screen.findByLabelText(/Owner/),
      orderOptions().owners[0].ref,
    );
    await userEvent.click(screen.getByRole('button', { name: '7 days' }));
    expect(screen.getByLabelText(/End date/)).toHaveValue(dayIn(7));
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );

    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({
        configuration: {
          plan: 'small',
          parameters: { small: { databaseName: 'kfz' } },
        },
        name: 'My database',
        stage: 'development',
        systemRef: first.systemRef,
        ownerRef: orderOptions().owners[0].ref,
        expiresAt: dayIn(7),
      }),
    );
  });

  it('speaks German to a German reader', async () => {
    renderForm({ language: 'de' });
    expect(
      await screen.findByRole('radio', { name: 'Klein' }),
    ).toHaveAccessibleDescription(/5 Verbindungen/);
    expect(
      await screen.findByRole('group', { name: /Leistungsvariante/ }),
    ).toBeVisible();
    expect(screen.getByLabelText(/Name der Datenbank/)).toBeVisible();
    // The group of the plan's parameters, not by the plan's technical name.
    expect(screen.getByRole('heading', { name: 'Klein' })).toBeVisible();
  });

  it('does not go on with a parameter or an end date that is wrong, and says why', async () => {
    renderForm({});
    const name = await screen.findByLabelText(/Database name/);
    await userEvent.clear(name);
    await userEvent.type(name, '1');
    await next();
    expect(
      (await screen.findAllByText(/must match pattern/)).length,
    ).toBeGreaterThan(0);
    await userEvent.clear(name);
    await userEvent.type(name, 'a');
    await next();

    await userEvent.type(await screen.findByLabelText(/Name/), 'x');
    const date = await screen.findByLabelText(/End date/);
    await userEvent.selectOptions(
      await screen.findByLabelText(/System/),
      orderOptions().systems[0].systemRef,
    );
    await userEvent.selectOptions(
      await screen.findByLabelText(/Owner/),
      orderOptions().owners[0].ref,
    );
    await waitFor(() => expect(date).not.toHaveValue(''));
    await userEvent.clear(date);
    await next();
    expect(
      (
        await screen.findAllByText(
          /every development and test environment has one/,
        )
      ).length,
    ).toBeGreaterThan(0);
  });

  it('says what to do when there is no system to order for', async () => {
    answer(
      http.get(backend('/order-options'), () =>
        HttpResponse.json({ ...orderOptions(), systems: [], owners: [] }),
      ),
    );
    renderForm({ pages: [orderPage] });
    expect(
      await screen.findByText(/An agency must commission your organisation/),
    ).toBeVisible();
    expect(await screen.findByText(/You belong to no group/)).toBeVisible();
  });

  it('fetches a schema that is too large for a template, and checks by it', async () => {
    answer(
      http.get(backend('/services/default/sandbox-postgresql/schema'), () =>
        HttpResponse.json({
          serviceRef: 'cloudservice:default/sandbox-postgresql',
          plans: { small: { create: plans[0].schemas?.create }, large: {} },
        }),
      ),
    );
    const { dependencies: _, ...remote } = configuration;
    renderForm({
      configurationSchema: {
        ...remote,
        'ui:field': 'CloudServicesRemoteSchema',
        'ui:options': { serviceRef: 'cloudservice:default/sandbox-postgresql' },
      },
    });
    const name = await screen.findByLabelText(/Database name/, {}, SLOWLY);
    // The proposed value comes with the next rendering.
    await waitFor(() => expect(name).toHaveValue('app'), SLOWLY);
    await userEvent.clear(name);
    await userEvent.type(name, 'NO');
    await next();
    expect(
      (await screen.findAllByText(/databaseName.*must match/, {}, SLOWLY))
        .length,
    ).toBeGreaterThan(0);
    await userEvent.clear(name);
    await userEvent.type(name, 'yes');
    await next();
    expect(
      within(
        await screen.findByRole('group', { name: /duration/ }, SLOWLY),
      ).getAllByRole('button'),
    ).not.toHaveLength(0);
  }, 120_000);
});
