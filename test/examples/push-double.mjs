/**
 * A double of a browser's push service: it takes messages for a subscription over https, checks who sends them (VAPID, RFC 8292), and
 * decrypts them with the keys of the subscription (RFC 8291), as the service and the browser do between them. Without a library: the
 * example's own would find its own mistakes right.
 */
import { execFile } from 'node:child_process';
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A key and its certificate for localhost, for one run of the tests. */
async function makeCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'push-double-'));
  const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await promisify(execFile)('openssl', ['req', '-x509', ...key, '-days', '2', ...name, '-out', certFile]);
  const [keyText, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')]);
  await rm(folder, { recursive: true });
  return { key: keyText, cert };
}

/** @param {{ publicKey: string }} options the site's VAPID key, which subscriptions are made with */
export async function startPushDouble({ publicKey }) {
  const certificate = await makeCertificate();
  /** By path. */
  const browsers = new Map();
  /** What has come: `{ browser, headers, text }`. */
  const messages = [];
  const waiting = [];
  let status = 201;

  const server = createServer(certificate, async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const browser = browsers.get(request.url);
    const answer = browser ? status : 404;
    response.writeHead(answer).end();
    const { headers } = request;
    const message = { browser: browser?.name, status: answer, headers };
    if (browser) {
      checkSender(headers.authorization, `https://${headers.host}`, publicKey);
      message.text = decrypt(Buffer.concat(parts), browser);
    }
    messages.push(message);
    for (const resolve of waiting.splice(0)) resolve();
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `https://localhost:${server.address().port}`;

  return {
    messages,
    agent: new Agent({ ca: certificate.cert }),
    /** What each following message is answered with. */
    answerWith: (next) => (status = next),
    /** A browser subscribes. Returns what its page sends to the site. */
    subscribe(name) {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      browsers.set(path, { name, ecdh, auth });
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
      return { endpoint: `${origin}${path}`, expirationTime: null, keys };
    },
    /** Waits until so many messages have come. */
    async came(count) {
      while (messages.length < count) await new Promise((resolve) => waiting.push(resolve));
      return messages;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** RFC 8292: `vapid t=JWT, k=KEY`, signed with the private key of the site that has subscribed, for this service, for a day at most. */
function checkSender(authorization, origin, publicKey) {
  const [, jwt, key] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(authorization);
  if (key !== publicKey) throw new Error('Another site’s key.');
  const [header, claims, signature] = jwt.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { aud, exp } = JSON.parse(Buffer.from(claims, 'base64url'));
  const seconds = exp - Date.now() / 1000;
  if (!isSigned || aud !== origin || !(seconds > 0 && seconds <= 86_400)) throw new Error('Not from the site.');
}

/** RFC 8291, with one record of RFC 8188 (aes128gcm). */
function decrypt(body, { ecdh, auth }) {
  const salt = body.subarray(0, 16);
  const idLength = body[20];
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderKey]);
  const shared = hkdfSync('sha256', ecdh.computeSecret(senderKey), auth, info, 32);
  const key = hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce));
  decipher.setAuthTag(record.subarray(-16));
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // A 2 ends the last record, and zeros may pad it.
  return text.subarray(0, text.lastIndexOf(2)).toString('utf8');
}
