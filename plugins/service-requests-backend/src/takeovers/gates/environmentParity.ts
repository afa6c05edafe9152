import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import type { LocalizedText } from '@dualcloud/foundation-common';
import {
  type EnvironmentLookup,
  type Instance,
  linkTo,
  live,
  unfit,
} from './environments';
import { judge, say } from './findings';

/**
 * What was tested is what will run: at least the same services, plans and
 * versions in the test environment and in production as it is going to be.
 */
export function environmentParity(lookUp: EnvironmentLookup): TakeoverGate {
  return {
    id: 'environment-parity',
    titles: say(
      'Test and production are alike',
      'Test und Produktion gleichen sich',
    ),
    async check({ testEnvironmentId, productionEnvironmentId }) {
      const [test, production] = await Promise.all(
        [testEnvironmentId, productionEnvironmentId].map(lookUp),
      );
      const wrong = [
        ...unfit(test, testEnvironmentId, 'test'),
        ...unfit(production, productionEnvironmentId, 'production'),
      ];
      return judge(
        test && production
          ? [...wrong, ...differences(live(test), live(production))]
          : wrong,
        say(
          'Services, plans and versions are the same in both environments.',
          'IT-Services, Varianten und Versionen sind in beiden Umgebungen gleich.',
        ),
        productionEnvironmentId && linkTo(productionEnvironmentId),
      );
    },
  };
}

/** What one has and the other has not, one sentence for each service. */
export function differences(
  test: readonly Instance[],
  production: readonly Instance[],
): LocalizedText[] {
  const services = new Map(
    [...test, ...production].map(one => [one.serviceRef, one] as const),
  );
  return [...services].flatMap(([serviceRef, one]) => {
    const inTest = variants(test, serviceRef);
    const inProduction = variants(production, serviceRef);
    if (inTest.join() === inProduction.join()) return [];
    const title = {
      en: one.serviceTitles?.en ?? one.serviceTitle,
      de: one.serviceTitles?.de ?? one.serviceTitle,
    };
    const [t, p] = [inTest.join(', '), inProduction.join(', ')];
    if (inProduction.length === 0) {
      return [
        say(
          `${title.en} is missing in production; in test it is ${t}.`,
          `${title.de} fehlt in der Produktion; im Test ist es ${t}.`,
        ),
      ];
    }
    if (inTest.length === 0) {
      return [
        say(
          `${title.en} was not tested with: production has ${p}, test has none.`,
          `${title.de} wurde nicht mitgetestet: Die Produktion hat ${p}, der Test nichts.`,
        ),
      ];
    }
    return [
      say(
        `${title.en} differs: ${t} in test, ${p} in production.`,
        `${title.de} weicht ab: ${t} im Test, ${p} in der Produktion.`,
      ),
    ];
  });
}

/** How many there are of one does not matter, nor what they are called. */
function variants(
  instances: readonly Instance[],
  serviceRef: string,
): string[] {
  const found = instances
    .filter(one => one.serviceRef === serviceRef)
    .map(({ planName, version }) =>
      version === undefined ? planName : `${planName} ${version}`,
    );
  return [...new Set(found)].sort((a, b) => (a < b ? -1 : 1));
}
