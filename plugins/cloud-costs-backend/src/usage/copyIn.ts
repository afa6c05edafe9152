import { type Connection, Query, type Submittable } from 'pg';

/** What its types leave out. */
type CopyConnection = Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

/**
 * Statements of which the last is a `COPY … FROM STDIN`, and what it copies, for
 * `query` of a connection. All is sent at once: whoever waits until the server asks
 * for the data, as streams do, lets it wait for this process's next turn. What comes
 * after a statement that failed is dropped by the server (PostgreSQL, "Message Flow",
 * "COPY Operations").
 *
 * @param done - with the server's error, or with undefined once all has been executed
 */
export function copyIn(
  text: string,
  data: Buffer,
  done: (error: Error | undefined) => void,
): Submittable {
  const query = new Query(text, done);
  const { submit } = query;
  return Object.assign(query, {
    submit(connection: Connection) {
      submit.call(query, connection);
      const copying = connection as CopyConnection;
      copying.sendCopyFromChunk(data);
      copying.endCopyFrom();
    },
    /** It asks for what is on its way. */
    handleCopyInResponse() {},
  });
}
