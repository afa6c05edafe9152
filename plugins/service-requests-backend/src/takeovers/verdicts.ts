import type {
  RequestRole,
  TakeoverVerdictKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { LocalizedText } from '@dualcloud/foundation-common';

/** What has to be said before a release is in operation, and whose word it is. */
export const VERDICTS: ReadonlyArray<{
  verdict: TakeoverVerdictKind;
  titles: LocalizedText;
  role: RequestRole;
  /** Given only once gates and checklist are in order; the agency may accept before. */
  comesLast: boolean;
}> = [
  {
    verdict: 'acceptance',
    titles: { en: 'Acceptance', de: 'Abnahme' },
    role: 'customer',
    comesLast: false,
  },
  {
    verdict: 'release',
    titles: { en: 'Release for operation', de: 'Freigabe' },
    role: 'provider',
    comesLast: true,
  },
  {
    verdict: 'handover',
    titles: { en: 'Handover to operation', de: 'Betriebsübernahme' },
    role: 'provider',
    comesLast: true,
  },
];
