import type { Knex } from 'knex';
import type { StoredTicket } from './types';

/** Stores, with each change of a ticket, that somebody has to be told of it. */
export interface TicketFollower {
  /** In the transaction of the change; tells nobody yet. */
  follow(trx: Knex.Transaction, ticket: StoredTicket): Promise<void>;
}

/** All who follow tickets: service levels, and connected ticket systems. */
export class TicketFollowers implements TicketFollower {
  private constructor(private readonly all: readonly TicketFollower[]) {}

  static create(all: readonly TicketFollower[]): TicketFollowers {
    return new TicketFollowers(all);
  }

  async follow(trx: Knex.Transaction, ticket: StoredTicket): Promise<void> {
    for (const follower of this.all) await follower.follow(trx, ticket);
  }
}
