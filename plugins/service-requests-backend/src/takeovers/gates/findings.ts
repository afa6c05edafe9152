import { isNotInstalled } from '@dualcloud/foundation-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import type { TakeoverGateResult } from '@dualcloud/backstage-plugin-service-requests-node';

/** A sentence in both languages. */
export function say(en: string, de: string): LocalizedText {
  return { en, de };
}

/** Passed if nothing is missing. */
export function judge(
  missing: LocalizedText[],
  fine: LocalizedText,
  link?: string,
): TakeoverGateResult {
  return missing.length > 0
    ? { state: 'failed', findings: missing, link }
    : { state: 'passed', findings: [fine], link };
}

/** A check that cannot be made, and why. */
export class CannotTell extends Error {
  constructor(readonly finding: LocalizedText) {
    super(finding.en);
  }
}

/** How plugins are called towards people. */
const PLUGINS = {
  'cloud-services': say('cloud services', 'Cloud-Services'),
  'service-levels': say('service levels', 'Service-Levels'),
} as const;

/**
 * Asks another plugin.
 *
 * @throws CannotTell if it is not installed or gives no answer
 */
export async function ask<T>(
  plugin: keyof typeof PLUGINS,
  question: () => Promise<T>,
): Promise<T> {
  try {
    return await question();
  } catch (error) {
    const name = PLUGINS[plugin];
    throw new CannotTell(
      isNotInstalled(error)
        ? say(
            `The ${name.en} plugin is not installed here, so this cannot be checked.`,
            `Das Plugin ${name.de} ist hier nicht installiert, darum lässt sich das nicht prüfen.`,
          )
        : say(
            `The ${name.en} plugin does not answer; check again in a moment.`,
            `Das Plugin ${name.de} antwortet nicht; prüfen Sie gleich noch einmal.`,
          ),
    );
  }
}
