// Runs in the page that is drawn: makes a room, brings one element into one state, and says when it is there. Everybody else who has
// to be in the room is in the same page, out of sight.
import { createRoom, createToken, failNext, failNow } from '/dist/local-room/index.js';
import { STATES } from '/looks/states.js';

const shown = /** @type {HTMLElement} */ (document.getElementById('shown'));
const others = /** @type {HTMLElement} */ (document.getElementById('others'));

const add = (place, tag, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), {});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value === true ? '' : value);
  place.append(element);
  return element;
};

/** Waits for what the page shows to be so. Drawn frames tell, since a state is one when it is drawn. */
async function until(what) {
  for (;;) {
    const found = await what();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/** All elements below a root, those in shadow roots too. */
function* below(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* below(element.shadowRoot);
  }
}

async function makeScene() {
  const room = await createRoom({ privacy: 'private', properties: { enable_knocking: true } });
  const token = await createToken({ properties: { room_name: room.name, is_owner: true } });
  const scene = {
    room,
    until,
    guestToken: () => createToken({ properties: { room_name: room.name } }),
    failNext: (fault) => failNext(room.name, fault),
    failNow: (who, fault) => failNow(room.name, who, fault),
    show: (tag, attributes) => add(shown, tag, attributes),
    /** An element of the one kind in the state it is in when nobody has done anything. */
    guest: (attributes = {}) =>
      add(shown, 'daily-knock-form', { 'room-url': room.url, 'user-name': 'Hana Sato', ...attributes }),
    owner: (attributes = {}) => {
      const owner = add(shown, 'daily-owner-room', {
        'room-url': room.url,
        'user-name': 'Maya Okafor',
        ...attributes,
      });
      owner.token = token;
      return owner;
    },
    /** Somebody else, who knocks. */
    async knock(name) {
      const form = add(others, 'daily-knock-form', {
        'room-url': room.url,
        'user-name': name,
        'start-audio-off': true,
      });
      form.knock().catch(() => {});
      await until(() => form.state === 'waiting');
      return form;
    },
    /** Another owner, who is in the call. */
    async host(name = 'Maya Okafor', attributes = {}) {
      const owner = add(others, 'daily-owner-room', { 'room-url': room.url, 'user-name': name, ...attributes });
      owner.token = token;
      await owner.join();
      return owner;
    },
    reaches: (element, state) => until(() => element.state === state),
    /** A camera and a microphone, for what does not come from the local room. */
    plugIn() {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
      const picture = canvas.getContext('2d');
      let turn = 0;
      setInterval(() => {
        turn += 0.05;
        picture.fillStyle = '#4a3f6b';
        picture.fillRect(0, 0, 640, 360);
        picture.fillStyle = '#d9c8f0';
        picture.beginPath();
        picture.arc(320 + Math.sin(turn) * 20, 190, 90, 0, 7);
        picture.fill();
      }, 100);
      const sound = new AudioContext().createMediaStreamDestination().stream;
      navigator.mediaDevices.getUserMedia = () =>
        Promise.resolve(new MediaStream([...canvas.captureStream(10).getTracks(), ...sound.getTracks()]));
    },
    /** The browser's question for camera and microphone stays open. */
    keepAsking() {
      navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
    },
    /** A button of an element, once it is there. */
    button: (element, name) =>
      until(() =>
        [...below(element.shadowRoot)].find((one) => one.localName === 'button' && one.textContent?.trim() === name),
      ),
    /** Until this is to be read in an element. */
    reads: (element, text) =>
      until(() => [...below(element.shadowRoot)].some(({ textContent }) => textContent?.includes(text))),
  };
  return scene;
}

/** Until every picture moves. */
const allPlay = () =>
  until(() =>
    [...below(document)]
      .filter((element) => element.localName === 'video' && !element.hidden)
      .every(({ videoWidth, currentTime }) => videoWidth > 0 && currentTime > 0.3),
  );

const { searchParams } = new URL(location.href);
const { set } = STATES[searchParams.get('element')][searchParams.get('state')];
const { loadElements } = await import('/dist/daily-knock.js');
await loadElements();
await set(await makeScene());
await until(() => shown.firstElementChild?.updateComplete);
await allPlay();
document.documentElement.dataset.ready = '';
