import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

type Step = { id: string; action: string; name: string; input: object };

const example = (description: string, ...steps: Step[]): TemplateExample => ({
  description,
  example: stringify({ steps }),
});

const request: Step = {
  id: 'request',
  name: 'Ask for the takeover',
  action: 'service-requests:open-request',
  input: {
    type: 'release-takeover',
    title: 'Kfz-Zulassung ${{ parameters.version }}',
    serviceRef: 'cloudservice:default/kfz-zulassung',
    form: {
      version: '${{ parameters.version }}',
      summary: '${{ parameters.summary }}',
      urgency: 'planned',
    },
  },
};

const release: Step = {
  id: 'release',
  name: 'Deliver the release',
  action: 'service-requests:deliver-release',
  input: {
    requestId: '${{ steps.request.output.requestId }}',
    version: '${{ parameters.version }}',
    kind: 'minor',
    artefacts: '${{ parameters.artefacts }}',
    notes: '${{ parameters.notes }}',
    sbomPath: 'sbom.cdx.json',
    testEvidence: [{ link: '${{ parameters.pipelineUrl }}' }],
    supportContact: 'support@softwerk-nord.example',
  },
};

const verdict: Step = {
  id: 'verdict',
  name: 'Wait for the verdict',
  action: 'service-requests:wait-for-verdict',
  input: { takeoverId: '${{ steps.release.output.takeoverId }}' },
};

export const openRequestExamples = [
  example('Ask for a new individual service', {
    id: 'request',
    name: 'Ask for the service',
    action: 'service-requests:open-request',
    input: {
      type: 'new-individual-service',
      title: '${{ parameters.title }}',
      systemRef: '${{ parameters.systemRef }}',
      softwareProviderRef: 'group:default/softwerk-nord',
      form: {
        purpose: '${{ parameters.purpose }}',
        users: 400,
        protectionLevel: 'high',
        availability: 'office-hours',
      },
    },
  }),
];

export const deliverReleaseExamples = [
  example(
    'Ask for the takeover of a release, deliver it and wait for the verdict',
    request,
    release,
    verdict,
  ),
];

export const waitForVerdictExamples = [
  example('Wait for two hours, and go on whatever the verdict is', {
    ...verdict,
    input: {
      ...verdict.input,
      timeoutMinutes: 120,
      failUnlessAccepted: false,
    },
  }),
];

export const reportIncidentExamples = [
  example('Report what a smoke test has found', {
    id: 'incident',
    name: 'Report the incident',
    action: 'service-requests:report-incident',
    input: {
      title: 'Nobody can log in',
      description: '${{ parameters.output }}',
      serviceRef: 'cloudservice:default/kfz-zulassung',
      incidentClass: 'operation-preventing',
    },
  }),
];
