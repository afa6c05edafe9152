import type { DriverCredentials } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';
import type { CredentialSink } from '../provisioning';
import type { Envelope, KeyRing } from './KeyRing';

const BATCH = 100;

/** The engine's way to hand over what a broker gave; see {@link KeyRing}. */
export class SealedCredentials implements CredentialSink {
  constructor(private readonly keyRing: KeyRing) {}

  async seal(
    trx: Knex.Transaction,
    bindingId: string,
    credentials: DriverCredentials,
  ): Promise<void> {
    const { credentials: value, endpoints } = credentials;
    const envelope = this.keyRing.seal(
      { credentials: value, endpoints },
      bindingId,
    );
    await trx('bindings')
      .where('id', bindingId)
      .update({ sealed: JSON.stringify(envelope) });
  }

  /** What was sealed. */
  open(
    bindingId: string,
    sealed: string,
  ): Pick<DriverCredentials, 'credentials' | 'endpoints'> {
    const envelope: Envelope = JSON.parse(sealed);
    return this.keyRing.open(envelope, bindingId) as Pick<
      DriverCredentials,
      'credentials' | 'endpoints'
    >;
  }

  /** After a new key came first: wraps what older keys still hold. Any number of times, by any replica. */
  async rewrapOutdated(knex: Knex): Promise<number> {
    let rewrapped = 0;
    let after = '';
    for (;;) {
      const rows: Array<{ id: string; sealed: string }> = await knex('bindings')
        .select('id', 'sealed')
        .whereNotNull('sealed')
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH);
      for (const { id, sealed } of rows) {
        const envelope: Envelope = JSON.parse(sealed);
        if (!this.keyRing.isOutdated(envelope)) continue;
        // Unless it was revealed or sealed anew in the meantime.
        rewrapped += await knex('bindings')
          .where({ id, sealed })
          .update({
            sealed: JSON.stringify(this.keyRing.rewrap(envelope, id)),
          });
      }
      if (rows.length < BATCH) return rewrapped;
      after = rows[rows.length - 1].id;
    }
  }
}
