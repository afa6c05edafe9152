import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = {
  id: 'agreement',
  name: 'Attach the agreement',
  action: 'service-levels:attach-agreement',
};

const terms = {
  agreement: '${{ parameters.name }}',
  validFrom: '${{ parameters.validFrom }}',
  owner: '${{ parameters.ownerRef }}',
};

export const attachAgreementExamples: TemplateExample[] = [
  {
    description: 'Attach an agreement to the service that the template creates',
    example: stringify({
      steps: [
        {
          ...step,
          input: {
            ...terms,
            scope: {
              type: 'general',
              serviceRef: 'cloudservice:default/${{ parameters.name }}',
            },
            calendarRef: 'servicecalendar:default/office-hours',
            denominator: 'agreedMinusPlanned',
            gaps: 'excluded',
            objectives: [
              {
                id: 'availability',
                type: 'availability',
                period: 'month',
                target: '99.0',
              },
            ],
            responsibilities: [
              {
                part: 'application',
                answers: 'software-provider',
                groupRef: '${{ parameters.ownerRef }}',
              },
            ],
            maintenance: { notice: 'P5D' },
          },
        },
      ],
    }),
  },
  {
    description:
      "Refine the general part for one customer, in the customer's own file",
    example: stringify({
      steps: [
        {
          ...step,
          input: {
            ...terms,
            agreement: '${{ parameters.name }}-kraftfahrtamt',
            scope: {
              type: 'special',
              serviceRef: 'cloudservice:default/${{ parameters.name }}',
              customerRef: 'group:default/kraftfahrtamt',
              refines: '${{ parameters.name }}',
            },
            objectives: [
              {
                id: 'availability',
                type: 'availability',
                period: 'month',
                target: '99.5',
              },
            ],
            path: 'agreements/kraftfahrtamt.yaml',
          },
        },
      ],
    }),
  },
];
