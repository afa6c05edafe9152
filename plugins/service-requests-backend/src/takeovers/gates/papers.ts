import type { ReleaseEvidence } from '@dualcloud/backstage-plugin-service-requests-common';
import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import { judge, say } from './findings';

/** Whom to call when it breaks, and when somebody answers. */
export const support: TakeoverGate = {
  id: 'support',
  titles: say(
    'Support and 3rd level are named',
    'Support und 3rd-Level sind benannt',
  ),
  async check({ release: { papers } }) {
    const { supportContact, thirdLevelHours } = papers;
    const missing = [
      ...(supportContact?.trim()
        ? []
        : [
            say(
              'The release names no support contact.',
              'Das Release nennt keinen Ansprechpartner für den Support.',
            ),
          ]),
      ...(thirdLevelHours?.calendarRef || thirdLevelHours?.text?.trim()
        ? []
        : [
            say(
              'The release does not say in which hours the 3rd level answers.',
              'Das Release sagt nicht, zu welchen Zeiten der 3rd-Level antwortet.',
            ),
          ]),
    ];
    return judge(
      missing,
      say(`Support: ${supportContact}.`, `Support: ${supportContact}.`),
    );
  },
};

/** That it is safe and lawful is shown, not only said. */
export const evidence: TakeoverGate = {
  id: 'evidence',
  titles: say(
    'Security and data protection are proven',
    'Sicherheit und Datenschutz sind nachgewiesen',
  ),
  async check({ release: { papers } }) {
    const missing = [
      ...(isThere(papers.security)
        ? []
        : [
            say(
              'The security evidence is missing, such as a report of a penetration test.',
              'Der Sicherheitsnachweis fehlt, etwa der Bericht eines Penetrationstests.',
            ),
          ]),
      ...(isThere(papers.dataProtection)
        ? []
        : [
            say(
              'The data protection evidence is missing, such as a data protection impact assessment.',
              'Der Datenschutznachweis fehlt, etwa eine Datenschutz-Folgenabschätzung.',
            ),
          ]),
    ];
    return judge(
      missing,
      say('Both are with the release.', 'Beides liegt dem Release bei.'),
    );
  },
};

function isThere(one: ReleaseEvidence | undefined): boolean {
  return Boolean(one?.link || one?.text?.trim());
}
