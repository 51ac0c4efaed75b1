/**
 * Gives Parley a user of its own on EventStoreDB: makes it where it is not there, else gives it the password that Parley
 * has, and lets it read `$all`, which by default only admins may. Writing streams is allowed to every user by default. To be
 * run once, as the admin of the server; it may be run again.
 */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { EventStoreDBClient } from '@eventstore/db-client';

const { SECRETS = '/run/secrets', EVENTSTORE_ADMIN_PASSWORD = 'changeit' } = process.env;
/** Parley's own address of the server: its user and password are those to be made. */
const address = readFileSync(`${SECRETS}/parley_store`, 'utf8').trim();
const [, user, password, hosts, query] = /^[^:]+:\/\/([^:@]+):([^@]+)@([^/?]+)\/?\??(.*)$/.exec(address) ?? [];
if (user === undefined) throw new Error('parley_store names no user and password');
const loginName = decodeURIComponent(user);
const admin = { username: 'admin', password: EVENTSTORE_ADMIN_PASSWORD };
const caFile = new URLSearchParams(query).get('tlsCAFile');

const [host] = hosts.split(',');
const PORT = 2113;

/** Asks the server's HTTP interface, as the admin. @returns the status of the answer */
const post = (path, body) =>
  new Promise((resolve, reject) => {
    const call = request(`https://${/:\d+$/.test(host) ? host : `${host}:${PORT}`}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      auth: `${admin.username}:${admin.password}`,
      ...(caFile ? { ca: readFileSync(caFile) } : {}),
    });
    call.on('error', reject).on('response', (response) => resolve(response.resume().statusCode));
    call.end(JSON.stringify(body));
  });

const [CREATED, CHANGED, CONFLICT] = [201, 200, 409];
const newPassword = decodeURIComponent(password);
const made = await post('/users/', { loginName, fullName: 'Parley', groups: [], password: newPassword });
if (made === CONFLICT) {
  const reset = await post(`/users/${encodeURIComponent(loginName)}/command/reset-password`, { newPassword });
  if (reset !== CHANGED) throw new Error(`the user is there, and its password stays: the server answers ${reset}`);
} else if (made !== CREATED) throw new Error(`the user could not be made: the server answers ${made}`);

const client = EventStoreDBClient.connectionString(`esdb://${hosts}?nodePreference=leader${query ? `&${query}` : ''}`);
const { metadata = {} } = await client.getStreamMetadata('$all', { credentials: admin });
const readers = new Set([metadata.acl?.readRoles ?? '$admins'].flat());
if (!readers.has(loginName)) {
  const acl = { ...metadata.acl, readRoles: [...readers, loginName] };
  await client.setStreamMetadata('$all', { ...metadata, acl }, { credentials: admin });
}
await client.dispose();
process.exit(0);
