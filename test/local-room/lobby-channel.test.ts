// The channel between tabs. Each subscription and each message has a BroadcastChannel of its own, as in different tabs.
import { expect } from '@open-wc/testing';
import type { LobbyChannel } from '../../src/core/lobby-channel.js';
import { createLobbyChannel, LocalLobbyError, type LocalLobbyMessage } from '../../src/local-room/index.js';
import { rejection, until } from '../support/until.js';

const GUS = 'gus-1';
const HANA = 'hana-2';

describe('a local lobby channel', () => {
  let room: string;
  let channel: LobbyChannel;
  const stops: (() => void)[] = [];

  beforeEach(() => {
    room = `lobby-${crypto.randomUUID()}`;
    channel = createLobbyChannel(room);
  });

  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  function listen(id?: string, from = channel): LocalLobbyMessage[] {
    const messages: LocalLobbyMessage[] = [];
    stops.push(from.subscribe((message) => messages.push(message), id));
    return messages;
  }

  it('brings a guest what is for them, and not who else it is for', async () => {
    const [gus, hana] = [listen(GUS), listen(HANA)];
    await channel.send({ to: [GUS], text: 'Hello Gus.' });
    await channel.send({ to: [GUS, HANA], text: 'Hello both.' });
    await channel.send({ to: [HANA], position: 1, length: 2 });
    await until(() => hana.length === 2, 'the place');
    expect(gus).to.deep.equal([
      { to: [GUS], text: 'Hello Gus.' },
      { to: [GUS], text: 'Hello both.' },
    ]);
    expect(hana).to.deep.equal([
      { to: [HANA], text: 'Hello both.' },
      { to: [HANA], position: 1, length: 2 },
    ]);
  });

  it('brings everybody what is for all', async () => {
    const heard = [listen(GUS), listen(HANA), listen()];
    await channel.send({ to: 'all', text: 'Late.' });
    await until(() => heard.every(({ length }) => length === 1), 'all of them to hear');
    expect(heard[0]).to.deep.equal([{ to: [GUS], text: 'Late.' }]);
    expect(heard[2]).to.deep.equal([{ to: 'all', text: 'Late.' }]);
  });

  it('rejects with the ids of those who do not listen', async () => {
    const gus = listen(GUS);
    const error = await rejection(channel.send({ to: [GUS, HANA], text: 'Hello.' }));
    expect(error).to.be.instanceOf(LocalLobbyError);
    expect((error as LocalLobbyError).undelivered).to.deep.equal([HANA]);
    expect(gus).to.have.length(1);
  });

  it('rejects what is for all if nobody listens', async () => {
    expect(await rejection(channel.send({ to: 'all', text: 'Hello?' }))).to.be.instanceOf(LocalLobbyError);
  });

  it('brings nothing to somebody who has stopped listening', async () => {
    const gus = listen(GUS);
    stops.pop()!();
    expect(await rejection(channel.send({ to: [GUS], text: 'Hello?' }))).to.include({ name: 'LocalLobbyError' });
    expect(gus).to.deep.equal([]);
  });

  it('is the same for the link of a room and for its name, and another for another room', async () => {
    const [byLink, byDailysLink, other] = [
      listen(GUS, createLobbyChannel(`https://local-room.localhost/${room}`)),
      listen(GUS, createLobbyChannel(`https://team.daily.co/${room}?t=1`)),
      listen(GUS, createLobbyChannel(`${room}-2`)),
    ];
    await channel.send({ to: [GUS], text: 'Hello.' });
    await until(() => byLink.length === 1 && byDailysLink.length === 1, 'both');
    expect(other).to.deep.equal([]);
  });

  it('without places brings words only', async () => {
    const gus = listen(GUS);
    const words = createLobbyChannel(room, { places: false });
    await words.send({ to: [HANA], position: 1, length: 1 });
    await words.send({ to: [GUS], position: 1, length: 1 });
    await words.send({ to: [GUS], text: 'Hello.' });
    expect(gus).to.deep.equal([{ to: [GUS], text: 'Hello.' }]);
  });
});
