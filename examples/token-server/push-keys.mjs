// npm run push-keys
// Makes the keys that notifications need, as lines for the environment. They are secrets, all but the public key.
import { randomBytes } from 'node:crypto';
import webPush from 'web-push';

const { publicKey, privateKey } = webPush.generateVAPIDKeys();
console.log(`DAILY_WEBHOOK_SECRET=${randomBytes(32).toString('base64')}
VAPID_PUBLIC_KEY=${publicKey}
VAPID_PRIVATE_KEY=${privateKey}`);
