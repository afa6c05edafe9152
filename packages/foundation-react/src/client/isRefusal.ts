/**
 * Whether the backend answered that the reader may not see it.
 * @public
 */
export function isRefusal(error: Error | undefined): boolean {
  return (
    error !== undefined && 'statusCode' in error && error.statusCode === 403
  );
}
