import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  TakeoverGate,
  TakeoverGateContext,
  TakeoverGateResult,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { CannotTell, say } from './findings';

/** What each gate found, by its id. */
export type GateResults = Record<string, TakeoverGateResult>;

const PATIENCE_MS = 20_000;
const NOT_CHECKED: TakeoverGateResult = {
  state: 'unknown',
  findings: [
    say(
      'This gate has not been checked yet; check again.',
      'Dieses Gate wurde noch nicht geprüft; prüfen Sie erneut.',
    ),
  ],
};

/** Looks at all gates, whoever brought them in. */
export class GateKeeper {
  private constructor(
    readonly gates: readonly TakeoverGate[],
    private readonly logger: LoggerService,
  ) {}

  /** @throws Error if two gates have one id */
  static create(options: {
    gates: readonly TakeoverGate[];
    logger: LoggerService;
  }): GateKeeper {
    const ids = options.gates.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice) throw new Error(`there are two takeover gates "${twice}"`);
    return new GateKeeper(options.gates, options.logger);
  }

  /** Never throws: a gate that does is `unknown`. */
  async check(context: TakeoverGateContext): Promise<GateResults> {
    const results = await Promise.all(
      this.gates.map(
        async gate => [gate.id, await this.ask(gate, context)] as const,
      ),
    );
    return Object.fromEntries(results);
  }

  private async ask(
    gate: TakeoverGate,
    context: TakeoverGateContext,
  ): Promise<TakeoverGateResult> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        gate.check(context),
        new Promise<never>((_resolve, reject) => {
          timer = setTimeout(
            () => reject(new Error('it took too long')),
            PATIENCE_MS,
          );
        }),
      ]);
    } catch (error) {
      if (error instanceof CannotTell) {
        return { state: 'unknown', findings: [error.finding] };
      }
      this.logger.warn(
        `Takeover gate ${gate.id} could not look at release ${context.release.id}: ${error}`,
      );
      return {
        state: 'unknown',
        findings: [
          say(
            'The check itself failed; try again, and tell the administrators of the portal if it stays so.',
            'Die Prüfung selbst ist fehlgeschlagen; versuchen Sie es erneut und melden Sie es der Portalverwaltung, wenn es so bleibt.',
          ),
        ],
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** What was found of a gate, also of one that came after the check. */
  static of(results: GateResults, id: string): TakeoverGateResult {
    return results[id] ?? NOT_CHECKED;
  }
}
