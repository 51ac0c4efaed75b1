/**
 * Loaded before either program starts (`node --import`): the same present and the same chance for both builds, so that
 * times, generated ids, secrets, hashes and the tags that cover them are equal where the programs are, and nothing has to
 * be left out of the answers. Timers and the process's own clock go on as ever.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { SAME_NOW, SAME_SEED = '', SAME_COLUMNS } = process.env;

/** Each way to ask for chance has a sequence of its own: what one part of a program draws changes nothing for another. */
function chance(name) {
  let drawn = 0;
  return (size) => {
    const blocks = Array.from({ length: Math.ceil(size / 32) }, () =>
      crypto
        .createHash('sha256')
        .update(`${SAME_SEED}/${name}/${(drawn += 1)}`)
        .digest(),
    );
    return Buffer.concat(blocks).subarray(0, size);
  };
}

function fixTime(now) {
  Date.now = () => now;
  // A proxy, not a subclass: what Node makes by itself, such as the times of files, must still be a `Date`.
  globalThis.Date = new Proxy(Date, {
    apply: (of) => new of(now).toString(),
    construct: (of, args, self) => Reflect.construct(of, args.length > 0 ? args : [now], self === Date ? of : self),
  });
  process.uptime = () => 1;
}

function fixChance() {
  const [bytes, values, ids] = ['bytes', 'values', 'ids'].map(chance);
  crypto.randomBytes = (size, done) => (done ? done(null, bytes(size)) : bytes(size));
  crypto.randomUUID = () => {
    const hex = ids(16).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join(
      '-',
    );
  };
  const fill = (array) => {
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).set(values(array.byteLength));
    return array;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill });
  syncBuiltinESMExports();
}

if (SAME_NOW) {
  fixTime(Date.parse(SAME_NOW));
  fixChance();
}
// A terminal of this width, for commands that draw tables where a person looks on.
if (SAME_COLUMNS) Object.assign(process.stdout, { isTTY: true, columns: Number(SAME_COLUMNS) });
