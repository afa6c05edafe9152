import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type OutgoingTicket,
  type PushedTicket,
  type TicketConnector,
  type TicketFields,
  TicketRefusedError,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature';

const ROOT = 'serviceRequests.connectors.webhook';
const TIMEOUT_MS = 20_000;
const SHORTEST_SECRET = 16;
const LONGEST_ANSWER = 200_000;

/** What a system answers that works, and does not take this very ticket. */
const REFUSALS = [400, 409, 413, 422];

const FIELDS: ReadonlyArray<keyof TicketFields> = [
  'title',
  'description',
  'state',
  'incidentClass',
  'workaround',
  'resolution',
];

/** The generic ticket system: takes signed JSON, and may answer with its own id. */
export class WebhookConnector implements TicketConnector {
  readonly id = 'webhook';

  private constructor(
    private readonly url: string,
    readonly secret: string,
    private readonly now: () => number,
  ) {}

  /** @throws InputError that names the key and what it has to be */
  static fromConfig(
    config: RootConfigService,
    now: () => number = Date.now,
  ): WebhookConnector | undefined {
    if (!config.has(ROOT)) return undefined;
    const secret = config.getString(`${ROOT}.secret`);
    if (secret.length < SHORTEST_SECRET) {
      throw new InputError(
        `${ROOT}.secret must have ${SHORTEST_SECRET} characters at least`,
      );
    }
    const url = requireUrl(config.getString(`${ROOT}.url`));
    return new WebhookConnector(url, secret, now);
  }

  async push(message: OutgoingTicket): Promise<PushedTicket> {
    const body = JSON.stringify(message);
    const timestamp = Math.floor(this.now() / 1000);
    const answer = await fetch(this.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Dualcloud-Message-Id': message.messageId,
        [TIMESTAMP_HEADER]: String(timestamp),
        [SIGNATURE_HEADER]: sign(this.secret, timestamp, body),
      },
      body,
    });
    const text = (await answer.text()).slice(0, LONGEST_ANSWER);
    if (answer.ok) return readAnswer(text);
    const reason = `the webhook answers ${answer.status}: ${text.slice(
      0,
      300,
    )}`;
    throw REFUSALS.includes(answer.status)
      ? new TicketRefusedError(reason)
      : new Error(reason);
  }
}

/** An answer need not be JSON. */
function readAnswer(text: string): PushedTicket {
  try {
    const { externalId, conflicts } = JSON.parse(text);
    const known = FIELDS.filter(
      field => typeof conflicts?.[field] === 'string',
    );
    return {
      externalId: typeof externalId === 'string' ? externalId : undefined,
      conflicts: Object.fromEntries(
        known.map(field => [field, conflicts[field]]),
      ),
    };
  } catch {
    return {};
  }
}

function requireUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(
    url?.hostname ?? '',
  );
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) {
    return text;
  }
  throw new InputError(
    `${ROOT}.url must begin with https:// (http:// on this machine only)`,
  );
}
