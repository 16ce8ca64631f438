// Runs in the rendered page: creates a room, brings an element into a state, and signals when it is reached. The other people in the room
// are in the same page, out of view.
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

/** Waits until a condition holds, checked per animation frame, after rendering. */
async function until(what) {
  for (;;) {
    const found = await what();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/** Returns all elements below a root, including those in shadow roots. */
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
    /** An element in its initial state. */
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
    /** Another guest, who knocks. */
    async knock(name, note) {
      const form = add(others, 'daily-knock-form', {
        'room-url': room.url,
        'user-name': name,
        'start-audio-off': true,
      });
      form.knock({ note }).catch(() => {});
      await until(() => form.state === 'waiting');
      return form;
    },
    /** Another owner in the call. */
    async host(name = 'Maya Okafor', attributes = {}) {
      const owner = add(others, 'daily-owner-room', { 'room-url': room.url, 'user-name': name, ...attributes });
      owner.token = token;
      await owner.join();
      return owner;
    },
    reaches: (element, state) => until(() => element.state === state),
    /** Fake camera and microphone, for the preview without a room. */
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
    /** Keeps the browser's permission prompt open. */
    keepAsking() {
      navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
    },
    /** Waits for a button of an element. */
    button: (element, name) =>
      until(() =>
        [...below(element.shadowRoot)].find(
          (one) => one.localName === 'button' && (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name,
        ),
      ),
    /** Waits for a text in an element. */
    reads: (element, text) =>
      until(() => [...below(element.shadowRoot)].some(({ textContent }) => textContent?.includes(text))),
  };
  return scene;
}

/** Waits until all videos play. */
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
