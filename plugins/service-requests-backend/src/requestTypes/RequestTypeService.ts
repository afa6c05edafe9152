import {
  type RequestParty,
  requestCreatePermission,
  type RequestType,
  requestTypeReadPermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Caller, Party } from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { RequestTypeBook, StoredRequestType } from './RequestTypeBook';

/** Request types as somebody may see and use them. */
export class RequestTypeService {
  private constructor(
    private readonly deps: { access: Access; book: RequestTypeBook },
  ) {}

  static create(deps: {
    access: Access;
    book: RequestTypeBook;
  }): RequestTypeService {
    return new RequestTypeService(deps);
  }

  async list(caller: Caller): Promise<RequestType[]> {
    const { access, book } = this.deps;
    await access.require(caller, requestTypeReadPermission);
    const mayCreate = await access.allows(caller, requestCreatePermission);
    return (await book.current()).map(type =>
      present(
        type,
        mayCreate && caller.type === 'user' && mayOpen(caller.party, type),
      ),
    );
  }
}

/** Whether a party's people may file requests of a type. */
export function mayOpen(party: Party, { spec }: StoredRequestType): boolean {
  const has: Record<RequestParty, boolean> = {
    agency: party.agencies.length > 0,
    'software-provider': party.softwareProviders.length > 0,
    'it-service-provider': party.isItServiceProvider,
  };
  return spec.openedBy.some(kind => has[kind]);
}

function present(type: StoredRequestType, open: boolean): RequestType {
  const { spec } = type;
  return {
    name: type.name,
    titles: spec.titles,
    descriptions: spec.descriptions,
    openedBy: spec.openedBy,
    mayOpen: open,
    about: spec.about,
    offers: spec.offers,
    takeover: spec.takeover,
    form: spec.form,
    states: spec.process.states,
    events: spec.process.events.map(event => ({
      ...event,
      needs: event.needs ?? [],
    })),
    responsible: spec.roles.responsible,
    accountable: spec.roles.accountable,
    calendarRef: spec.calendarRef,
    builtIn: type.builtIn,
  };
}
