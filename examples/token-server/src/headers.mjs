import { secureHeaders } from 'hono/secure-headers';

// What the elements and Daily need, and no more (docs/security.md of daily-knock says what is for what).
const DAILY = ['daily.co', 'dailywebrtc.com', 'dailywebrtc.net'];
const SELF = `'self'`;
const NONE = `'none'`;

/** The headers of every answer. @param {{ isSecure: boolean }} settings */
export function headers({ isSecure }) {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [NONE],
      scriptSrc: [SELF, 'blob:', ...DAILY.map((host) => `https://c.${host}/call-machine/`)],
      connectSrc: [SELF, ...DAILY.flatMap((host) => ['https', 'wss'].map((scheme) => `${scheme}://*.${host}`))],
      workerSrc: [SELF, 'blob:'],
      styleSrc: [SELF],
      imgSrc: [SELF],
      baseUri: [NONE],
      formAction: [SELF],
      frameAncestors: [NONE],
    },
    permissionsPolicy: { camera: ['self'], microphone: ['self'], displayCapture: ['self'] },
    crossOriginOpenerPolicy: 'same-origin', // No window that opened a page, or that it opens, gets hold of it.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: isSecure && 'max-age=15552000',
    xFrameOptions: 'DENY',
  });
  return (c, next) => {
    // Who is signed in, a token, a refusal: nothing of it is for anybody's cache.
    c.header('Cache-Control', 'no-store');
    return secure(c, next);
  };
}
