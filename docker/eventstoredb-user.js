/**
 * Gives Parley a user of its own on EventStoreDB: makes it where it is not there, and lets it read `$all`, which by default
 * only admins may. Writing streams is allowed to every user by default. To be run once, as the admin of the server; to run it
 * again changes nothing.
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

const status = await new Promise((resolve, reject) => {
  const body = {
    loginName,
    fullName: 'Parley',
    groups: [],
    password: decodeURIComponent(password),
  };
  const call = request(`https://${hosts.split(',')[0]}/users/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    auth: `${admin.username}:${admin.password}`,
    ...(caFile ? { ca: readFileSync(caFile) } : {}),
  });
  call.on('error', reject).on('response', (response) => resolve(response.resume().statusCode));
  call.end(JSON.stringify(body));
});
const CONFLICT = 409;
if (status >= 400 && status !== CONFLICT) throw new Error(`the user could not be made: the server answers ${status}`);

const client = EventStoreDBClient.connectionString(`esdb://${hosts}?nodePreference=leader${query ? `&${query}` : ''}`);
const { metadata = {} } = await client.getStreamMetadata('$all', { credentials: admin });
const readers = new Set([metadata.acl?.readRoles ?? '$admins'].flat());
if (!readers.has(loginName)) {
  const acl = { ...metadata.acl, readRoles: [...readers, loginName] };
  await client.setStreamMetadata('$all', { ...metadata, acl }, { credentials: admin });
}
await client.dispose();
process.exit(0);
