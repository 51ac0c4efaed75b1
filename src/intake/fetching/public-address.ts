/** Which addresses may be fetched from: globally reachable unicast ones, by IANA's registries. */
import ipaddr from 'ipaddr.js';

type V4 = InstanceType<typeof ipaddr.IPv4>;
type V6 = InstanceType<typeof ipaddr.IPv6>;

/** All global unicast addresses of IPv6 that IANA has given out. */
const GLOBAL_UNICAST = [ipaddr.IPv6.parse('2000::'), 3] as const;
/** Whose last 32 bits are an IPv4 address to which a packet goes in the end: mapped (RFC 4291) and NAT64 (RFC 6052). */
const TRANSLATED = [
  [ipaddr.IPv6.parse('::ffff:0:0'), 96],
  [ipaddr.IPv6.parse('64:ff9b::'), 96],
] as const;
/** The interface identifier of ISATAP (RFC 5214), before its IPv4 address. */
const ISATAP = new Set(['0:5efe', '200:5efe']);

const lastV4 = (address: V6): V4 => new ipaddr.IPv4(address.toByteArray().slice(12));

const isPublicV4 = (address: V4): boolean => address.range() === 'unicast';

function isPublicV6(address: V6): boolean {
  if (TRANSLATED.some(([of, bits]) => address.match(of, bits))) return isPublicV4(lastV4(address));
  if (!address.match(...GLOBAL_UNICAST) || address.range() !== 'unicast') return false;
  const [, , , , a = 0, b = 0] = address.parts;
  return !ISATAP.has(`${a.toString(16)}:${b.toString(16)}`) || isPublicV4(lastV4(address));
}

/** @param text an address as a resolver gives it; anything else is not public */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  return address.kind() === 'ipv4' ? isPublicV4(address as V4) : isPublicV6(address as V6);
}

/** Whether an address is in a network, such as `10.1.0.0/16`, or is the address itself. */
export function isInNetwork(text: string, network: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (ipaddr.isValid(network)) return ipaddr.process(network).toNormalizedString() === address.toNormalizedString();
  if (!ipaddr.isValidCIDR(network)) return false;
  const [of, bits] = ipaddr.parseCIDR(network);
  return of.kind() === address.kind() && address.match(of, bits);
}
