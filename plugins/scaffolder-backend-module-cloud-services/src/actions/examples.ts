import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(
  description: string,
  ...steps: Array<{ id: string; name: string; action: string; input: object }>
): TemplateExample {
  return { description, example: stringify({ steps }) };
}

const terms = {
  name: 'kfz-portal-test',
  stage: 'test',
  systemRef: 'system:default/kfz-portal',
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: '2027-01-31',
};

export const createEnvironmentExamples = [
  example('Order a test environment with what the blueprint has by default', {
    id: 'order',
    name: 'Order the test environment',
    action: 'cloud-services:environment:create',
    input: {
      blueprintRef: 'environmentblueprint:default/web-application',
      ...terms,
    },
  }),
  example('Choose the plan and parameters of a component, and do not wait', {
    id: 'order',
    name: 'Order the test environment',
    action: 'cloud-services:environment:create',
    input: {
      blueprintRef: 'environmentblueprint:default/web-application',
      ...terms,
      components: {
        database: { plan: 'small', parameters: { locale: 'de-DE' } },
      },
      wait: false,
    },
  }),
];

export const updateEnvironmentExamples = [
  example('Move the database of an environment to another plan', {
    id: 'change',
    name: 'A bigger database',
    action: 'cloud-services:environment:update',
    input: {
      environmentId: '${{ parameters.environmentId }}',
      components: { database: { plan: 'medium' } },
    },
  }),
];

export const terminateEnvironmentExamples = [
  example('Tear an environment down', {
    id: 'teardown',
    name: 'Tear down the environment',
    action: 'cloud-services:environment:terminate',
    input: { environmentId: '${{ parameters.environmentId }}' },
  }),
];

export const createInstanceExamples = [
  example('Order a single PostgreSQL database', {
    id: 'order',
    name: 'Order the database',
    action: 'cloud-services:instance:create',
    input: {
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      configuration: { plan: 'small', parameters: {} },
      ...terms,
    },
  }),
];

export const terminateInstanceExamples = [
  example('Tear a service instance down', {
    id: 'teardown',
    name: 'Tear down the database',
    action: 'cloud-services:instance:terminate',
    input: { instanceId: '${{ parameters.instanceId }}' },
  }),
];

export const waitExamples = [
  example('Wait for an order that another step has placed', {
    id: 'wait',
    name: 'Wait for the environment',
    action: 'cloud-services:wait',
    input: {
      orderId: '${{ steps.order.output.orderId }}',
      timeoutMinutes: 30,
    },
  }),
];

export const bindExamples = [
  example(
    'Make credentials for a database and use them in the next step',
    {
      id: 'bind',
      name: 'Credentials for the database',
      action: 'cloud-services:credentials:bind',
      input: {
        instanceId: '${{ steps.order.output.instanceIds.database }}',
        purpose: 'First schema',
        secret: 'database',
      },
    },
    {
      id: 'migrate',
      name: 'Set up the schema',
      action: 'acme:database:migrate',
      input: { uri: '${{ secrets.database_uri }}' },
    },
  ),
];
