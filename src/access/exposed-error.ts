/** Thrown where a server must not start. */

/** The server would listen on an address that other machines reach, and there is no token. */
export class ExposedError extends Error {
  override readonly name = 'Exposed';

  constructor(host: string) {
    super(
      `HOST=${host} can be reached by other machines, and there is no token by which callers could be told apart: ` +
        'make one with `parley token create --data <folder>`, or set PARLEY_BOOTSTRAP_TOKEN; or leave HOST at 127.0.0.1',
    );
  }
}
