import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import { expandIPv6 } from 'hono/utils/ipaddr';

/**
 * Where a request comes from, to count by. `X-Forwarded-For` counts only behind a proxy of one's own, and of it only what that
 * proxy added: whatever stands before it, the visitor may have written.
 * @param {{ behindProxy: boolean }} settings
 * @returns {(c: import('hono').Context) => string}
 */
export const addresses =
  ({ behindProxy }) =>
  (c) => {
    const told = behindProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1).trim() : undefined;
    const address = (isIP(told ?? '') ? told : getConnInfo(c).remote.address) ?? '';
    const plain = address.toLowerCase().replace(/^::ffff:(?=.*\.)|%.*$/g, '');
    // Who has one IPv6 address has a network of them.
    return isIP(plain) === 6 ? expandIPv6(plain).slice(0, '0000:0000:0000:0000'.length) : plain;
  };
