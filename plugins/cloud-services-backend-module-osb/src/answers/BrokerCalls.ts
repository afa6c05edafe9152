import type {
  DriverCall,
  DriverInstanceRef,
  LastOperationResult,
  OperationResult,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { DriverError } from '@dualcloud/backstage-plugin-cloud-services-node';
import { type OsbOperation, outcomeOf, outcomeOfMalformed } from './outcomes';
import {
  readAccepted,
  readChange,
  readError,
  readLastOperation,
} from './readAnswers';
import type {
  BrokerAnswer,
  BrokerRequest,
  BrokerTransport,
} from '../transport/BrokerTransport';
import { MIB, offering } from '../transport/osbRequests';

/** A request; its answer may have 1 MiB unless it says otherwise. */
type Question = Omit<BrokerRequest, 'maxBytes'> & { maxBytes?: number };

/** Asks a broker, and turns what it answers into results and {@link DriverError}s. */
export class BrokerCalls {
  constructor(
    private readonly brokerName: string,
    private readonly transport: BrokerTransport,
    /** Never to appear in a message. */
    private readonly secrets: string[],
  ) {}

  /** Throws unless the answer is a success or one of the `expected` statuses. */
  async ask(
    operation: OsbOperation,
    request: Question,
    call: DriverCall,
    expected: number[] = [],
  ): Promise<BrokerAnswer> {
    const answer = await this.transport.exchange(
      { maxBytes: MIB, ...request },
      call,
    );
    if (expected.includes(answer.statusCode)) return answer;
    const error = readError(answer.body, this.secrets);
    const outcome = outcomeOf(operation, answer, error.code);
    if (outcome === 'success') return answer;
    const { statusCode } = answer;
    const redirected = statusCode >= 300 && statusCode < 400;
    const hint = redirected
      ? `; redirects are not followed: set cloudServices.brokers.${this.brokerName}.url to the broker's final address`
      : '';
    const words = error.description ? `: ${error.description}` : hint;
    throw new DriverError(
      `broker "${
        this.brokerName
      }" answered ${operation} with HTTP ${statusCode}${
        error.code ? ` ${error.code}` : ''
      }${words}`,
      {
        outcome,
        statusCode,
        code: error.code ?? (redirected ? 'redirect' : undefined),
        brokerDescription: error.description,
        retryAfterMs: answer.retryAfterMs,
        instanceUsable: error.instanceUsable,
        updateRepeatable: error.updateRepeatable,
      },
    );
  }

  read<T>(
    operation: OsbOperation,
    answer: BrokerAnswer,
    reader: (body: unknown) => T | undefined,
  ): T {
    const result = answer.defect ? undefined : reader(answer.body);
    if (result !== undefined) return result;
    const { statusCode, defect, retryAfterMs } = answer;
    throw new DriverError(
      `broker "${
        this.brokerName
      }" answered ${operation} with HTTP ${statusCode} and a body that ${
        defect === 'too-large' ? 'is too large' : 'is not what OSB 2.17 says'
      }`,
      {
        outcome: outcomeOfMalformed(operation, statusCode),
        statusCode,
        code:
          defect === 'too-large' ? 'response-too-large' : 'malformed-response',
        retryAfterMs,
      },
    );
  }

  /** What there is, or undefined for what the broker does not know. */
  async fetch<T>(
    operation: 'fetch instance' | 'fetch binding',
    request: Question,
    call: DriverCall,
    reader: (body: unknown) => T | undefined,
  ): Promise<T | undefined> {
    const answer = await this.ask(operation, request, call, [404]);
    return answer.statusCode === 404
      ? undefined
      : this.read(operation, answer, reader);
  }

  changed(
    operation: 'provision' | 'update' | 'deprovision' | 'unbind',
    answer: BrokerAnswer,
  ): OperationResult {
    if (answer.statusCode === 410) return { status: 'gone' };
    if (answer.statusCode === 202) {
      return {
        status: 'in-progress',
        ...readAccepted(answer.body),
        retryAfterMs: answer.retryAfterMs,
      };
    }
    return {
      status: 'done',
      ...this.read(operation, answer, readChange),
      ...(operation === 'provision' && { existed: answer.statusCode === 200 }),
    };
  }

  async poll(
    operation: 'last operation' | 'last binding operation',
    path: string,
    request: DriverInstanceRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    const answer = await this.ask(
      operation,
      {
        method: 'GET',
        path: `${path}/last_operation`,
        query: { ...offering(request), operation: request.operation },
      },
      call,
      [410],
    );
    const { retryAfterMs } = answer;
    if (answer.statusCode === 410) return { state: 'gone', retryAfterMs };
    const result = this.read(operation, answer, body =>
      readLastOperation(body, this.secrets),
    );
    return { ...result, retryAfterMs };
  }
}
