/** The browser's permission question, which stays open until the test answers it, and a count of how often it was asked. */
export const QUESTION = `
  globalThis.asked = 0;
  globalThis.given = [];
  const question = new Promise((allow, deny) => {
    globalThis.allow = allow;
    globalThis.deny = () => deny(new DOMException('Permission denied', 'NotAllowedError'));
  });
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    globalThis.asked += 1;
    await question;
    const stream = await getUserMedia(constraints);
    globalThis.given.push(...stream.getTracks());
    return stream;
  };`;

/** No question, but the same count. */
export const COUNT = `${QUESTION} globalThis.allow();`;
