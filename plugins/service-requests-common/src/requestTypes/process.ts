import type {
  ProcessSpec,
  RequestEventSpec,
  RequestRole,
  RequestStateSpec,
  RequestTrigger,
} from './types';

/**
 * A process as a table: which events are possible in a state, for whom, and
 * where they lead. It knows no request; who somebody is and what is there to be
 * had is said by whoever asks.
 * @public
 */
export class Process {
  private constructor(private readonly spec: ProcessSpec) {}

  /** @param spec - checked by `validateRequestType` */
  static of(spec: ProcessSpec): Process {
    return new Process(spec);
  }

  /** Where every request begins. */
  get initial(): string {
    return this.spec.states[0].id;
  }

  /** @throws Error if there is no such state */
  state(id: string): RequestStateSpec {
    const state = this.spec.states.find(one => one.id === id);
    if (!state) throw new Error(`the process has no state "${id}"`);
    return state;
  }

  /** Nothing leads on from here. */
  isFinal(id: string): boolean {
    return this.from(id).length === 0;
  }

  /** Every event that leads on from a state. */
  from(stateId: string): RequestEventSpec[] {
    return this.spec.events.filter(({ from }) => from.includes(stateId));
  }

  /** Events that somebody in these roles may make happen. */
  possible(
    stateId: string,
    roles: ReadonlySet<RequestRole>,
  ): RequestEventSpec[] {
    return this.from(stateId).filter(
      ({ by, trigger }) => !trigger && by.some(role => roles.has(role)),
    );
  }

  /** The event of that name in a state. */
  event(stateId: string, eventId: string): RequestEventSpec | undefined {
    return this.from(stateId).find(({ id }) => id === eventId);
  }

  /** The event that something sets off in a state; none: it moves nothing there. */
  triggered(
    stateId: string,
    trigger: RequestTrigger,
  ): RequestEventSpec | undefined {
    return this.from(stateId).find(event => event.trigger === trigger);
  }
}
