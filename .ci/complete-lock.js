/**
 * Adds to package-lock.json the builds for other platforms that npm left out.
 *
 * npm drops an optional dependency that the registry at hand does not have, and `npm ci` then refuses the lock file as
 * out of date. Everything an entry needs is known without the registry: the version from the package that asks for it,
 * the platform from its name. Only the integrity is not; npm adds it when it first installs the build.
 * Run it after an `npm install` that changed versions: `node .ci/complete-lock.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const PLATFORM = /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)/;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** The entry that `name` resolves to from the package at `path`, as Node.js would look for it. */
function found(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[candidate]) return true;
    if (at === '') return false;
  }
}

function entry(name, version, parent) {
  const [, os, cpu] = PLATFORM.exec(name) ?? [];
  const libc = os === 'linux' ? LIBC[name.split('-').at(-1)] : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

const added = [];
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (found(path, name)) continue;
    if (!EXACT.test(version) || !PLATFORM.test(name)) {
      console.error(`left out: ${name}@${version}, asked for by ${path}`);
      process.exitCode = 1;
      continue;
    }
    lock.packages[`node_modules/${name}`] = entry(name, version, parent);
    added.push(`${name}@${version}`);
  }
}

const compare = (a, b) => a[0].localeCompare(b[0], 'en');
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(compare));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} added`, added.join(' '));
