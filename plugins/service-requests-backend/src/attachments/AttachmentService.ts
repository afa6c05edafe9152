import { createHash, randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AttachmentLimits,
  RequestAttachment,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type {
  AttachmentScanner,
  ScannedFile,
} from '@dualcloud/backstage-plugin-service-requests-node';
import {
  type Caller,
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  unavailable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { Repeatable, RequestReader, RequestStore } from '../requests';
import type { Settings } from '../settings';
import { findLie } from './detectType';

/** A row of `request_attachments`. */
type AttachmentRow = {
  id: string;
  request_id: string;
  at: number | string;
  by: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  internal: number;
  scan: RequestAttachment['scan'];
  content: Buffer;
};

/** Body of `POST /requests/{requestId}/attachments`. */
export type NewAttachment = {
  name: string;
  mediaType: string;
  content: string;
  internal?: boolean;
};

type Deps = {
  knex: Knex;
  reader: RequestReader;
  store: RequestStore;
  scanners: readonly AttachmentScanner[];
  settings: Settings['attachments'];
  idempotency: IdempotencyStore;
  log: RequestLog;
  logger: LoggerService;
  now: () => number;
};

const WITHOUT_CONTENT = [
  'id',
  'request_id',
  'at',
  'by',
  'name',
  'media_type',
  'size',
  'sha256',
  'internal',
  'scan',
];

/** Files of requests: looked into before they are stored, and handed out as downloads only. */
export class AttachmentService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): AttachmentService {
    return new AttachmentService(deps);
  }

  async list(caller: Caller, requestId: string): Promise<RequestAttachment[]> {
    const { knex, reader } = this.deps;
    const seen = await reader.see(caller, requestId);
    const query = knex('request_attachments')
      .where('request_id', requestId)
      .orderBy(['at', 'id'])
      .select(WITHOUT_CONTENT);
    if (!reader.isManager(seen)) query.where('internal', 0);
    const rows: AttachmentRow[] = await query;
    return rows.map(row =>
      present(row, seen.request.isDraft && row.by === caller.ref),
    );
  }

  /** For people who are about to choose a file. */
  limits(): AttachmentLimits {
    const { maxSize, maxCount, mediaTypes } = this.deps.settings;
    return { maxBytes: maxSize, maxCount, mediaTypes: [...mediaTypes] };
  }

  async add(
    caller: UserCaller,
    requestId: string,
    wish: NewAttachment,
    key: string,
  ): Promise<StoredAnswer<RequestAttachment>> {
    const { idempotency, reader, store, log, now } = this.deps;
    const route = `POST /requests/${requestId}/attachments`;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route, body: wish },
      async () => {
        const seen = await reader.see(caller, requestId);
        if (wish.internal) reader.requireManager(seen);
        else reader.requirePart(seen);
        const file = this.read(wish);
        return { file, scan: await this.scan(file) };
      },
      async (trx, { file, scan }) => {
        const request = await store.lock(trx, requestId);
        if (!request) throw notFound('request', requestId);
        await this.requireRoom(trx, requestId);
        const row: AttachmentRow = {
          id: randomUUID(),
          request_id: requestId,
          at: now(),
          by: caller.ref,
          name: file.name,
          media_type: file.mediaType,
          size: file.content.length,
          sha256: createHash('sha256').update(file.content).digest('hex'),
          internal: wish.internal ? 1 : 0,
          scan,
          content: file.content,
        };
        await trx('request_attachments').insert(row);
        await this.note(trx, requestId, caller, 'request-attach', row);
        return { status: 201, response: present(row, request.isDraft) };
      },
    );
    if (!answer.repeated) log.tell('requests');
    return answer;
  }

  async remove(
    caller: UserCaller,
    requestId: string,
    attachmentId: string,
    request: Repeatable,
  ): Promise<void> {
    const { idempotency, store, log } = this.deps;
    const { repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      () => this.find(caller, requestId, attachmentId),
      async (trx, row) => {
        const current = await store.lock(trx, requestId);
        if (row.by !== caller.ref) {
          throw notAllowed('only whoever has attached a file may remove it');
        }
        if (!current?.isDraft) {
          throw conflict(
            'the request is submitted: what is attached stays, because others have relied on it',
          );
        }
        await trx('request_attachments').where('id', row.id).delete();
        await this.note(trx, requestId, caller, 'request-detach', row);
        return { status: 204, response: {} };
      },
    );
    if (!repeated) log.tell('requests');
  }

  async content(
    caller: Caller,
    requestId: string,
    attachmentId: string,
  ): Promise<{ name: string; mediaType: string; content: Buffer }> {
    const row = await this.find(caller, requestId, attachmentId);
    return { name: row.name, mediaType: row.media_type, content: row.content };
  }

  private async find(
    caller: Caller,
    requestId: string,
    attachmentId: string,
  ): Promise<AttachmentRow> {
    const { knex, reader } = this.deps;
    const seen = await reader.see(caller, requestId);
    const row: AttachmentRow | undefined = await knex('request_attachments')
      .where({ id: attachmentId, request_id: requestId })
      .first();
    if (!row || (Number(row.internal) === 1 && !reader.isManager(seen))) {
      throw notFound('attachment', attachmentId);
    }
    return row;
  }

  /** @throws InputError that names the field and the rule */
  private read(wish: NewAttachment): ScannedFile {
    const { maxSize, mediaTypes } = this.deps.settings;
    const name = wish.name.trim();
    if (!name || /[\\/\p{Cc}]/u.test(name)) {
      throw invalidField(
        'name',
        'file-name',
        'must be the name of a file, without folders',
      );
    }
    if (!mediaTypes.includes(wish.mediaType)) {
      throw invalidField(
        'mediaType',
        'allowed-type',
        `files of the type ${
          wish.mediaType
        } are not taken; possible are ${mediaTypes.join(', ')}`,
      );
    }
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(wish.content)) {
      throw invalidField('content', 'base64', 'must be in base64');
    }
    const content = Buffer.from(wish.content, 'base64');
    if (content.length === 0) {
      throw invalidField('content', 'not-empty', 'is an empty file');
    }
    if (content.length > maxSize) {
      throw invalidField(
        'content',
        'size',
        `the file is larger than ${Math.floor(maxSize / 1024 / 1024)} MB`,
      );
    }
    const lie = findLie(content, wish.mediaType);
    if (lie) {
      throw invalidField(
        'mediaType',
        'true-type',
        `the file says that it is ${wish.mediaType}, but by its content it is ${lie}`,
      );
    }
    return { name, mediaType: wish.mediaType, content };
  }

  private async scan(file: ScannedFile): Promise<RequestAttachment['scan']> {
    const { scanners, logger } = this.deps;
    for (const scanner of scanners) {
      let verdict;
      try {
        verdict = await scanner.scan(file);
      } catch (error) {
        logger.warn(`The scanner ${scanner.id} failed: ${error}`);
        throw unavailable(
          'files cannot be looked into at the moment; nothing was stored, try again later',
        );
      }
      if (!verdict.clean) {
        throw invalidField(
          'content',
          'clean',
          `the file was refused by ${scanner.id}: ${verdict.found}`,
        );
      }
    }
    return scanners.length > 0 ? 'clean' : 'not-scanned';
  }

  private async requireRoom(
    trx: Knex.Transaction,
    requestId: string,
  ): Promise<void> {
    const { maxCount } = this.deps.settings;
    const row = await trx('request_attachments')
      .where('request_id', requestId)
      .count({ count: '*' })
      .first();
    if (Number(row?.count ?? 0) >= maxCount) {
      throw conflict(`a request has at most ${maxCount} files`);
    }
  }

  private async note(
    trx: Knex.Transaction,
    requestId: string,
    caller: UserCaller,
    action: string,
    { id, sha256 }: AttachmentRow,
  ): Promise<void> {
    await this.deps.log.note(
      trx,
      { kind: 'request', id: requestId },
      {
        actor: caller.ref,
        action,
        details: { attachmentId: id, sha256 },
      },
    );
  }
}

function present(row: AttachmentRow, mayRemove: boolean): RequestAttachment {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    by: row.by,
    at: new Date(Number(row.at)).toISOString(),
    internal: Number(row.internal) === 1,
    scan: row.scan,
    mayRemove,
  };
}
