/** An error answer of the S3 protocol. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'S3Error';
    this.status = status;
    this.code = code;
  }
}

export const accessDenied = () =>
  new S3Error(403, 'AccessDenied', 'These credentials do not allow that.');

export const notImplemented = (what: string) =>
  new S3Error(
    501,
    'NotImplemented',
    `The sandbox does not offer ${what}; it has put, get, head, delete and list (version 2) of objects.`,
  );
