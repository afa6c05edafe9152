import type { RequestType } from '@dualcloud/backstage-plugin-service-requests-common';

/**
 * Within how many hours the IT service provider takes a submitted request up, as
 * its type promises; undefined where it promises nothing.
 */
export function firstAnswerHours(
  type: Pick<RequestType, 'states' | 'events'>,
): number | undefined {
  const [initial] = type.states;
  const submit = type.events.find(
    ({ from, needs }) => from.includes(initial?.id) && needs.includes('form'),
  );
  const { targetTime } = type.states.find(({ id }) => id === submit?.to) ?? {};
  const [, days, hours] =
    /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(targetTime ?? '') ?? [];
  return days || hours
    ? Number(days ?? 0) * 24 + Number(hours ?? 0)
    : undefined;
}
