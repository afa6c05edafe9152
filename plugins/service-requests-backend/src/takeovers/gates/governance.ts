import type {
  CloudServiceEntity,
  ProtectionLevel,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  TakeoverGate,
  TakeoverGateContext,
} from '@dualcloud/backstage-plugin-service-requests-node';
import type { LocalizedText } from '@dualcloud/foundation-common';
import {
  type EnvironmentLookup,
  type Instance,
  linkTo,
  live,
  unfit,
} from './environments';
import { CannotTell, judge, say } from './findings';

/** Reads services of the catalog; one that is not in it is undefined. */
export type ServiceLookup = (
  serviceRef: string,
) => Promise<CloudServiceEntity | undefined>;

const LEVELS: Record<ProtectionLevel, LocalizedText & { rank: number }> = {
  normal: { rank: 0, en: 'normal', de: 'normal' },
  high: { rank: 1, en: 'high', de: 'hoch' },
  'very-high': { rank: 2, en: 'very high', de: 'sehr hoch' },
};

const NOTHING_AGAINST = say(
  'Every plan in production is allowed at this stage and fit for the protection level.',
  'Jede Variante in der Produktion ist für diese Stufe zugelassen und für den Schutzbedarf geeignet.',
);

const STAGES: Record<Stage, string> = {
  development: 'Entwicklung',
  test: 'Test',
  production: 'Produktion',
};

/**
 * Production holds nothing that is not allowed there: each plan is meant for the
 * stage and fit for the protection level of the service that is taken over.
 */
export function governance(
  lookUp: EnvironmentLookup,
  services: ServiceLookup,
): TakeoverGate {
  return {
    id: 'governance',
    titles: say('Rules are kept', 'Vorgaben sind eingehalten'),
    async check(context) {
      const id = context.productionEnvironmentId;
      const production = await lookUp(id);
      const unusable = unfit(production, id, 'production');
      if (!production) return judge(unusable, NOTHING_AGAINST);
      const wanted = await protectionOf(context, services);
      const found = await Promise.all(
        live(production).map(async instance =>
          deviations(
            instance,
            await services(instance.serviceRef),
            production.stage,
            wanted,
          ),
        ),
      );
      return judge(
        [...new Map(found.flat().map(one => [one.en, one])).values()],
        NOTHING_AGAINST,
        linkTo(production.id),
      );
    },
  };
}

/** What the catalog says of the service; before it is in it, what was asked for. */
async function protectionOf(
  { serviceRef, request }: TakeoverGateContext,
  services: ServiceLookup,
): Promise<ProtectionLevel> {
  const service = serviceRef ? await services(serviceRef) : undefined;
  const wanted =
    service?.spec.protectionLevel ?? request.form.protectionLevel ?? '';
  if (Object.hasOwn(LEVELS, String(wanted))) return wanted as ProtectionLevel;
  throw new CannotTell(
    say(
      'Nobody has said which protection level the service has.',
      'Es ist nirgends festgehalten, welchen Schutzbedarf der IT-Service hat.',
    ),
  );
}

function deviations(
  { name, serviceTitle, planName, serviceRef }: Instance,
  service: CloudServiceEntity | undefined,
  stage: Stage,
  wanted: ProtectionLevel,
): LocalizedText[] {
  const what = `${name} (${serviceTitle}, ${planName})`;
  const plan = service?.spec.plans?.find(one => one.name === planName);
  if (!plan) {
    return [
      say(
        `${what}: the catalogue has no such plan of ${serviceRef} any more.`,
        `${what}: Diese Variante von ${serviceRef} steht nicht mehr im Katalog.`,
      ),
    ];
  }
  return [
    ...(plan.stages.includes(stage)
      ? []
      : [
          say(
            `${what}: the plan is not allowed in ${stage}, only in ${plan.stages.join(
              ', ',
            )}.`,
            `${what}: Die Variante ist für ${
              STAGES[stage]
            } nicht zugelassen, nur für ${plan.stages
              .map(one => STAGES[one])
              .join(', ')}.`,
          ),
        ]),
    ...(LEVELS[plan.protectionLevel].rank >= LEVELS[wanted].rank
      ? []
      : [
          say(
            `${what}: the plan is fit for the protection level ${
              LEVELS[plan.protectionLevel].en
            }, and the service needs ${LEVELS[wanted].en}.`,
            `${what}: Die Variante eignet sich für den Schutzbedarf ${
              LEVELS[plan.protectionLevel].de
            }, der IT-Service braucht ${LEVELS[wanted].de}.`,
          ),
        ]),
  ];
}
