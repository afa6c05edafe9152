import type {
  RequestRole,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import type { LocalizedText } from '@dualcloud/foundation-common';
import { missingItems } from '../requests';
import { GateKeeper } from './gates';
import type { TakeoverFile } from './TakeoverStore';
import type { StoredException } from './types';
import { VERDICTS } from './verdicts';

/** The rules of a takeover: what it takes, and what of it is there. */

const DAY_MS = 86_400_000;

const ROLES: Record<RequestRole, { en: string; de: string }> = {
  requester: { en: 'requester', de: 'Anfragende' },
  customer: { en: 'agency', de: 'Behörde' },
  'software-provider': { en: 'software provider', de: 'Software-Provider' },
  provider: { en: 'IT service provider', de: 'IT-Service-Provider' },
  'platform-engineer': {
    en: 'platform engineering',
    de: 'Plattform-Engineering',
  },
};

/** Whether an exception opens its gate now. */
export function standingOf(
  { confirmedBy, until }: StoredException,
  now: number,
): 'asked' | 'in-force' | 'expired' {
  if (now >= Date.parse(`${until}T00:00:00Z`) + DAY_MS) return 'expired';
  return confirmedBy ? 'in-force' : 'asked';
}

/** Each gate with what was found and whether it stands in the way. */
export function gatesOf(
  { check, exceptions }: TakeoverFile,
  gates: readonly TakeoverGate[],
  now: number,
): TakeoverGateStanding[] {
  return gates.map(({ id, titles }) => {
    const { state, findings, link } = GateKeeper.of(check?.results ?? {}, id);
    const excepted = exceptions.some(
      one => one.gate === id && standingOf(one, now) === 'in-force',
    );
    return {
      id,
      titles,
      state,
      findings,
      link,
      checkedAt: check && new Date(check.at).toISOString(),
      excepted,
      clear: state === 'passed' || excepted,
    };
  });
}

/** What a gate says that stands in the way. */
export function gateInTheWay({
  titles,
  findings,
}: TakeoverGateStanding): LocalizedText {
  return {
    en: `${titles.en}: ${findings.map(({ en }) => en).join(' ')}`,
    de: `${titles.de ?? titles.en}: ${findings
      .map(({ en, de }) => de ?? en)
      .join(' ')}`,
  };
}

/** Gates and items of the checklist that stand in the way. */
export function obstacles(
  file: TakeoverFile,
  gates: readonly TakeoverGateStanding[],
): LocalizedText[] {
  const { checklist } = file.takeover;
  return [
    ...gates.filter(({ clear }) => !clear).map(gateInTheWay),
    ...missingItems({ checklist }, file.items).map(
      ({ titles, responsible }) => ({
        en: `Checklist: “${titles.en}” is open (${ROLES[responsible].en}).`,
        de: `Checkliste: „${titles.de ?? titles.en}“ ist offen (${
          ROLES[responsible].de
        }).`,
      }),
    ),
  ];
}

/** All that stands between now and the acceptance. */
export function missingOf(
  file: TakeoverFile,
  gates: readonly TakeoverGateStanding[],
): LocalizedText[] {
  const given = new Set(file.verdicts.map(({ verdict }) => verdict));
  return [
    ...obstacles(file, gates),
    ...VERDICTS.filter(({ verdict }) => !given.has(verdict)).map(
      ({ titles, role }) => ({
        en: `${titles.en} has not been given (${ROLES[role].en}).`,
        de: `${titles.de} steht aus (${ROLES[role].de}).`,
      }),
    ),
  ];
}
