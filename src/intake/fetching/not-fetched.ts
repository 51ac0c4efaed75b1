/** Why nothing was fetched, in words that say nothing of what is in the server's own network. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched';
}
