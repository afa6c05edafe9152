import {
  offerManagePermission,
  requestManagePermission,
  requestReadPermission,
  type RequestRole,
  requestUpdatePermission,
  type ServiceRequest,
  type ServiceRequestDetail,
  type ServiceRequestEvent,
  takeoverUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  cutPage,
  notAllowed,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  type Decisions,
  resourceOf,
  rolesIn,
  type ServiceRequestsPermission,
  type ServiceRequestsResource,
} from '../authorization';
import type { RequestTypeBook } from '../requestTypes';
import type { ItemStore } from './checklist';
import { presentDetail, presentRequest, presentStep } from './presentRequest';
import type { RequestStore } from './RequestStore';
import { type RequestRow, type StoredRequest, toRequest, toRow } from './types';
import { restrictToScope, type RequestScope } from './scope';

const PERMISSIONS = [
  requestReadPermission,
  requestUpdatePermission,
  requestManagePermission,
  offerManagePermission,
  takeoverUpdatePermission,
];

/** Query of `GET /requests`. */
export type RequestFilter = {
  scope?: RequestScope;
  type?: string;
  state?: string;
  phase?: string;
  customer?: string;
  'software-provider'?: string;
  system?: string;
  service?: string;
  open?: boolean;
  q?: string;
  limit?: number;
  cursor?: string;
};

const COLUMN_OF = {
  type: 'requests.type',
  state: 'requests.state',
  phase: 'requests.phase',
  customer: 'requests.customer_ref',
  'software-provider': 'requests.software_provider_ref',
  system: 'requests.system_ref',
  service: 'requests.service_ref',
} as const;

/** A request that the caller may see, with what follows from who they are. */
export type SeenRequest = {
  request: StoredRequest;
  resource: ServiceRequestsResource;
  roles: ReadonlySet<RequestRole>;
  decisions: Decisions;
};

/** Requests as somebody may see them. */
export class RequestReader {
  private constructor(
    private readonly deps: {
      access: Access;
      book: RequestTypeBook;
      store: RequestStore;
      items: ItemStore;
      now: () => number;
    },
  ) {}

  static create(deps: {
    access: Access;
    book: RequestTypeBook;
    store: RequestStore;
    items: ItemStore;
    now: () => number;
  }): RequestReader {
    return new RequestReader(deps);
  }

  async list(
    caller: Caller,
    filter: RequestFilter,
  ): Promise<{
    items: ServiceRequest[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { access, store, book, now } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [requestReadPermission]);
    const query = store.query();
    decisions.restrict(query, 'requests', requestReadPermission);
    this.filter(query, caller, filter);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'requests.updated_at',
      cursor: filter.cursor,
      limit,
    });
    const found: RequestRow[] = await query.select('requests.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.updated_at);
    const types = await book.getAll(rows.map(row => row.type_id));
    return {
      items: rows.map(row =>
        presentRequest(
          toRequest(row),
          types.get(row.type_id)!,
          rolesOf(caller, resourceOf('request', row)),
          now(),
        ),
      ),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<ServiceRequestDetail> {
    return this.present(await this.see(caller, id));
  }

  async history(caller: Caller, id: string): Promise<ServiceRequestEvent[]> {
    const { request } = await this.see(caller, id);
    const type = await this.deps.book.get(request.typeId);
    const steps = await this.deps.store.steps(id);
    return steps.map(step => presentStep(step, type));
  }

  /**
   * Reads a request for whoever may see it.
   * @param also - further permissions that are going to be asked for
   * @throws NotFoundError
   */
  async see(
    caller: Caller,
    id: string,
    also: ServiceRequestsPermission[] = [],
  ): Promise<SeenRequest> {
    const { access, store } = this.deps;
    const [request, decisions] = await Promise.all([
      store.get(id),
      access.decide(caller, [...PERMISSIONS, ...also]),
    ]);
    const resource = request && resourceOf('request', toRow(request));
    if (!resource || !decisions.allow(requestReadPermission, resource, 'see')) {
      throw notFound('request', id);
    }
    return { request, resource, roles: rolesOf(caller, resource), decisions };
  }

  /** A request that the caller is only just filing, or recording. */
  async seeOwn(caller: Caller, request: StoredRequest): Promise<SeenRequest> {
    const resource = resourceOf('request', toRow(request));
    return {
      request,
      resource,
      roles: rolesOf(caller, resource),
      decisions: await this.deps.access.decide(caller, PERMISSIONS),
    };
  }

  /** @throws NotAllowedError unless the caller may take part */
  requirePart({ decisions, resource }: SeenRequest): void {
    if (!decisions.allow(requestUpdatePermission, resource, 'take-part')) {
      throw notAllowed('you may see this request, but not work on it');
    }
  }

  /** @throws NotAllowedError unless the caller answers for the IT service provider */
  requireManager({ decisions, resource }: SeenRequest): void {
    if (!decisions.allow(requestManagePermission, resource, 'manage')) {
      throw notAllowed(
        'you may see this request, but only the IT service provider may do this',
      );
    }
  }

  /** Internal notes are the provider's. */
  isManager({ decisions, resource }: SeenRequest): boolean {
    return decisions.allow(requestManagePermission, resource, 'manage');
  }

  /** The request as it is now, for whoever has been found to see it. */
  async present(
    { roles, decisions, ...seen }: SeenRequest,
    request: StoredRequest = seen.request,
    knex?: Knex,
  ): Promise<ServiceRequestDetail> {
    const resource = resourceOf('request', toRow(request));
    const type = await this.deps.book.get(request.typeId, knex);
    const may = decisions.allow.bind(decisions);
    const mayWrite = may(requestUpdatePermission, resource, 'take-part');
    return presentDetail(request, type, {
      roles,
      items: await this.deps.items.of(request.id, knex),
      now: this.deps.now(),
      rights: {
        mayEdit:
          mayWrite &&
          request.waitsFor === 'requester' &&
          roles.has('requester'),
        mayWrite,
        mayManage: may(requestManagePermission, resource, 'manage'),
        mayOffer:
          type.spec.offers && may(offerManagePermission, resource, 'manage'),
        mayTakeOver:
          type.spec.takeover &&
          (roles.has('provider') || roles.has('software-provider')) &&
          may(takeoverUpdatePermission, resource, 'take-part'),
      },
    });
  }

  private filter(
    query: Knex.QueryBuilder,
    caller: Caller,
    filter: RequestFilter,
  ): void {
    for (const [key, column] of Object.entries(COLUMN_OF)) {
      const value = filter[key as keyof typeof COLUMN_OF];
      if (value) query.where(column, value);
    }
    if (filter.open !== undefined) {
      query.where('requests.ended', String(filter.open) === 'true' ? 0 : 1);
    }
    const words = filter.q?.trim().toLocaleLowerCase('en-US');
    if (words) {
      query.whereRaw(`requests.search like ? escape '\\'`, [
        `%${words.replace(/[\\%_]/g, '\\$&')}%`,
      ]);
    }
    restrictToScope(query, caller, filter.scope);
  }
}

function rolesOf(
  caller: Caller,
  resource: ServiceRequestsResource,
): ReadonlySet<RequestRole> {
  return caller.type === 'user'
    ? rolesIn(caller.party, resource)
    : new Set<RequestRole>();
}
