// Every state in which a visitor can see an element, and how it comes about in a local room. `hover` and `focus` name the button or
// field that the pointer is on, or that has the focus.

const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Bartholomew';
const never = { how: 'request-lost' };

/** In the call, with these people. */
async function call(scene, names, attributes) {
  const owner = scene.owner(attributes);
  await owner.join();
  await admitted(scene, owner, names);
  return owner;
}

async function admitted(scene, owner, names) {
  for (const name of names) {
    const form = await scene.knock(name);
    await scene.until(() => owner.waitingParticipants.length > 0);
    await owner.admitAll();
    await scene.reaches(form, 'admitted');
  }
}

async function menuOf(scene, owner, name) {
  (await scene.button(owner, `More for ${name}`)).click();
  await scene.reads(owner, 'Mute');
}

async function guestInCall(scene, attributes) {
  const host = await scene.host();
  const guest = scene.guest(attributes);
  guest.knock().catch(() => {});
  await scene.until(() => host.waitingParticipants.length > 0);
  await host.admitAll();
  await scene.reaches(guest, 'admitted');
  return { host, guest };
}

async function waiting(scene, attributes) {
  const guest = scene.guest(attributes);
  guest.knock().catch(() => {});
  await scene.reaches(guest, 'waiting');
  return guest;
}

async function failed(scene, element, start, how) {
  await scene.failNext({ on: 'join', how });
  start().catch(() => {});
  await scene.reaches(element, 'failed');
}

/** A list of a call element of its own, which is out of sight. */
async function list(scene, names, { notes = [], attributes } = {}) {
  const owner = await scene.host('Maya Okafor', attributes);
  owner.id = 'owner';
  for (const [index, name] of names.entries()) await scene.knock(name, notes[index]);
  await scene.until(() => owner.waitingParticipants.length === names.length);
  return scene.show('daily-waiting-list', { for: 'owner' });
}

/** A tile of somebody. */
async function tile(scene, attributes = {}, host = {}) {
  const owner = await scene.host('Maya Okafor', host);
  owner.id = 'owner';
  return scene.show('daily-video-tile', { for: 'owner', 'session-id': 'local', ...attributes });
}

export const STATES = {
  'knock-form': {
    'the form': { set: (scene) => scene.guest({ 'user-name': '' }) },
    'the form, with a field for the link': { set: (scene) => scene.guest({ 'room-url': '' }) },
    'the form, with a field for a note': { set: (scene) => scene.guest({ ask: 'What is it about?' }) },
    'pointed at': { set: (scene) => scene.guest(), hover: ['button', 'Knock'] },
    'a field with the focus': { set: (scene) => scene.guest(), focus: ['textbox', 'Your name'] },
    'the button with the focus': { set: (scene) => scene.guest(), focus: ['button', 'Knock'] },
    'fields that are not right': {
      set: async (scene) => {
        const guest = scene.guest({ 'room-url': '', 'user-name': '' });
        await guest.knock().catch(() => {});
      },
    },
    'a link that is none': {
      set: async (scene) => {
        const guest = scene.guest({ 'room-url': 'https://example.com/' });
        await guest.knock().catch(() => {});
      },
    },
    'trying camera and microphone': {
      set: async (scene) => {
        scene.plugIn();
        const guest = scene.guest();
        (await scene.button(guest, 'Try camera and microphone')).click();
        await scene.reads(guest, 'Check connection');
      },
    },
    'trying them, where there are none': {
      set: async (scene) => {
        const guest = scene.guest();
        (await scene.button(guest, 'Try camera and microphone')).click();
        await scene.reads(guest, 'You can come in all the same');
      },
    },
    connecting: {
      set: async (scene) => {
        await scene.failNext({ on: 'preauth', ...never });
        const guest = scene.guest();
        guest.knock().catch(() => {});
        await scene.reaches(guest, 'connecting');
      },
    },
    'the browser asks': {
      set: async (scene) => {
        scene.keepAsking();
        const guest = scene.guest();
        guest.knock().catch(() => {});
        await scene.reads(guest, 'Waiting for your devices');
      },
    },
    waiting: { set: (scene) => waiting(scene) },
    'waiting, the connection lost': {
      set: async (scene) => {
        const guest = await waiting(scene);
        await scene.failNow({ userName: 'Hana Sato' }, { how: 'interrupted' });
        await scene.reads(guest, 'The connection is lost');
      },
    },
    'waiting, with a message from the host and a place': {
      set: async (scene) => {
        const guest = await waiting(scene, {
          'host-message': `I am running five minutes late. ${LONG} is still here.`,
          'queue-position': '3',
          'queue-length': '5',
        });
        await scene.reads(guest, 'Message from the host');
      },
    },
    'nobody has answered': {
      set: async (scene) => {
        const guest = await waiting(scene, { 'answer-timeout': '0.2' });
        await scene.reads(guest, 'Keep waiting');
      },
    },
    'turned away': {
      set: async (scene) => {
        const host = await scene.host();
        const guest = await waiting(scene);
        await scene.until(() => host.waitingParticipants.length > 0);
        await host.rejectAll();
        await scene.reaches(guest, 'rejected');
      },
    },
    failed: {
      set: async (scene) => {
        const guest = scene.guest();
        await failed(scene, guest, () => guest.knock(), 'exp-room');
      },
    },
    'removed by the host': {
      set: async (scene) => {
        let id = '';
        document.addEventListener('daily-admitted', ({ detail }) => (id = detail.id));
        const { host, guest } = await guestInCall(scene);
        await host.eject(id);
        await scene.reaches(guest, 'failed');
      },
    },
    'in the call': { set: (scene) => guestInCall(scene) },
    'in the call, microphone off': { set: (scene) => guestInCall(scene, { 'start-audio-off': true }) },
    'in the call, the camera failed': {
      set: async (scene) => {
        await scene.failNext({ on: 'camera', how: 'permissions', userName: 'Hana Sato' });
        const { guest } = await guestInCall(scene);
        await scene.reads(guest, 'not allowed here');
      },
    },
    'in the call, the connection lost': {
      set: async (scene) => {
        const { guest } = await guestInCall(scene);
        await scene.failNow({ userName: 'Hana Sato' }, { how: 'interrupted' });
        await scene.reads(guest, 'The connection is lost');
      },
    },
    'in the call, choosing devices': {
      set: async (scene) => {
        const { guest } = await guestInCall(scene);
        (await scene.button(guest, 'Devices')).click();
        await scene.reads(guest, 'Close');
      },
    },
    'in the call, muted by the host': {
      set: async (scene) => {
        const { host, guest } = await guestInCall(scene);
        const id = await scene.until(
          () => host.callStore && Object.keys(host.callStore.snapshot.participants).find((key) => key !== 'local'),
        );
        await host.mute(id);
        await scene.reads(guest, 'muted your microphone');
      },
    },
    'in the call, everything off': {
      set: (scene) => guestInCall(scene, { 'start-audio-off': true, 'start-video-off': true }),
    },
  },
  'owner-room': {
    'the form': { set: (scene) => scene.owner({ 'user-name': '' }) },
    'the form, with all fields': {
      set: (scene) => {
        scene.owner({ 'room-url': '' }).token = undefined;
      },
    },
    'fields that are not right': {
      set: async (scene) => {
        const owner = scene.owner({ 'room-url': '', 'user-name': '' });
        owner.token = undefined;
        await owner.join().catch(() => {});
      },
    },
    connecting: {
      set: async (scene) => {
        await scene.failNext({ on: 'join', ...never });
        const owner = scene.owner();
        owner.join().catch(() => {});
        await scene.reaches(owner, 'connecting');
      },
    },
    failed: {
      set: async (scene) => {
        const owner = scene.owner();
        await failed(scene, owner, () => owner.join(), 'exp-token');
      },
    },
    alone: { set: (scene) => call(scene, []) },
    'alone, with a link for the guests': {
      set: (scene) => call(scene, [], { 'guest-link': 'https://example.com/meet?room=coffee-with-maya' }),
    },
    'the link copied': {
      set: async (scene) => {
        navigator.clipboard.writeText = () => Promise.resolve();
        const owner = await call(scene, [], { 'guest-link': 'https://example.com/meet?room=coffee-with-maya' });
        (await scene.button(owner, 'Copy link')).click();
        await scene.reads(owner, 'Copied');
      },
    },
    'three people waiting': {
      set: async (scene) => {
        const owner = await call(scene, [], { 'start-audio-off': true });
        for (const name of ['Amara Osei', 'Victor Hale', 'Tara Singh']) await scene.knock(name);
        await scene.until(() => owner.waitingParticipants.length === 3);
      },
    },
    'three people waiting, the sheet open': {
      set: async (scene) => {
        const owner = await call(scene, ['Hana Sato'], { style: 'max-inline-size: 32rem; margin-inline: auto' });
        for (const name of ['Amara Osei', 'Victor Hale', 'Tara Singh']) await scene.knock(name);
        await scene.until(() => owner.waitingParticipants.length === 3);
        (await scene.button(owner, 'Show all 3 people who wait, +2')).click();
        await scene.button(owner, 'Allow all');
      },
    },
    'Leave pointed at': { set: (scene) => call(scene, ['Hana Sato']), hover: ['button', 'Leave'] },
    'a switch with the focus': { set: (scene) => call(scene, ['Hana Sato']), focus: ['button', 'Camera'] },
    'everything off': {
      set: (scene) => call(scene, ['Hana Sato'], { 'start-audio-off': true, 'start-video-off': true }),
    },
    'a token that makes no owner': {
      set: async (scene) => {
        const owner = scene.owner();
        owner.token = await scene.guestToken();
        await owner.join();
        await scene.reads(owner, 'This token cannot answer knocks');
      },
    },
    'people waiting, with the device menu open': {
      set: async (scene) => {
        const owner = await call(scene, ['Hana Sato']);
        await scene.knock('Victor Hale');
        (await scene.button(owner, 'Devices')).click();
        await scene.reads(owner, 'Close');
      },
    },
    'the menu of a person': {
      set: async (scene) => {
        const owner = await call(scene, ['Hana Sato']);
        await menuOf(scene, owner, 'Hana Sato');
      },
    },
    'asking whether to remove a person': {
      set: async (scene) => {
        const owner = await call(scene, ['Hana Sato', 'Victor Hale']);
        await menuOf(scene, owner, 'Victor Hale');
        (await scene.button(owner, 'Remove from the call')).click();
        await scene.reads(owner, 'Keep');
      },
    },
    'three in the call': { set: (scene) => call(scene, ['Hana Sato', 'Victor Hale']) },
    'five in the call': { set: (scene) => call(scene, ['Hana Sato', 'Victor Hale', 'Tara Singh', 'ليلى حداد']) },
    'four in the call': { set: (scene) => call(scene, ['Hana Sato', 'Victor Hale', 'Tara Singh']) },
  },
  'waiting-list': {
    'no call yet': { set: (scene) => scene.show('daily-waiting-list') },
    'nobody waits': { set: (scene) => list(scene, []) },
    'one person': { set: (scene) => list(scene, ['Amara Osei']) },
    'three people': { set: (scene) => list(scene, ['Amara Osei', 'Victor Hale', 'Tara Singh']) },
    'names of all kinds': { set: (scene) => list(scene, [LONG, 'Ana', 'Ana', 'ليلى حداد']) },
    notes: {
      set: (scene) =>
        list(scene, ['Amara Osei', 'Victor Hale', 'ليلى حداد'], {
          notes: [
            'About the contract',
            `${'A question about my last invoice, and about the next one. '.repeat(4)}`,
            'عن العقد',
          ],
        }),
    },
    'everybody let in': { set: (scene) => list(scene, [], { attributes: { 'auto-admit': true } }) },
    'Deny pointed at': { set: (scene) => list(scene, ['Amara Osei']), hover: ['button', 'Deny guest Amara'] },
    'Allow with the focus': { set: (scene) => list(scene, ['Amara Osei']), focus: ['button', 'Allow guest Amara'] },
    'a decision under way': {
      set: async (scene) => {
        const shown = await list(scene, ['Amara Osei', 'Victor Hale']);
        await scene.failNext({ on: 'decision', how: 'message-lost' });
        await shown.updateComplete;
        void shown.admit(await idOf(scene, 'Amara Osei'));
        await scene.reads(shown, 'Letting in');
      },
    },
    'three people, the connection lost': {
      set: async (scene) => {
        const shown = await list(scene, ['Amara Osei', 'Victor Hale', 'Tara Singh']);
        await scene.failNow({ role: 'owner' }, { how: 'interrupted' });
        await scene.reads(shown, 'These people were waiting');
      },
    },
    'a decision that failed': {
      set: async (scene) => {
        const shown = await list(scene, ['Amara Osei', 'Victor Hale']);
        await scene.failNext({ on: 'decision', how: 'refused' });
        void shown.admit(await idOf(scene, 'Amara Osei'));
        await scene.reads(shown, 'That did not go through');
      },
    },
    'a channel to those who wait': { set: (scene) => listWithChannel(scene, ['Amara Osei', LONG]) },
    'a message that was not delivered': {
      set: async (scene) => {
        const shown = await listWithChannel(scene, ['Amara Osei', 'Victor Hale']);
        (await scene.button(shown, 'Write to all')).click();
        (await scene.button(shown, 'I am running five minutes late.')).click();
        (await scene.button(shown, 'Send')).click();
        await scene.reads(shown, 'Not delivered to: Victor Hale');
      },
    },
  },
  'video-tile': {
    'a picture': { set: (scene) => tile(scene) },
    'everything off': { set: (scene) => tile(scene, {}, { 'start-audio-off': true, 'start-video-off': true }) },
    'contained in a square': {
      set: async (scene) => {
        const shown = await tile(scene, { fit: 'contain' });
        shown.classList.add('square');
      },
    },
    'a name that is too long': { set: (scene) => tile(scene, {}, { 'user-name': LONG, 'start-audio-off': true }) },
    'nobody there': { set: (scene) => scene.show('daily-video-tile', { 'session-id': 'nobody' }) },
  },
};

/** With a channel that reaches the first person only. */
async function listWithChannel(scene, names) {
  const shown = await list(scene, names);
  const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.getElementById('owner'));
  owner.channel = {
    send: ({ text, to: [, ...undelivered] }) =>
      text === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(), { undelivered })),
    subscribe: () => () => {},
  };
  await scene.button(shown, 'Write to all');
  return shown;
}

async function idOf(scene, name) {
  const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.getElementById('owner'));
  return owner.waitingParticipants.find((each) => each.name === name).id;
}
