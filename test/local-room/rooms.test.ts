// The typed API, as a page or its tests use it.
import { expect } from '@open-wc/testing';
import {
  callOptions,
  createRoom,
  createToken,
  deleteRoom,
  eject,
  getRoom,
  isLocalRoomUrl,
  LOCAL_ROOM_HOST,
  LocalRoomError,
  type LocalRoomSnapshot,
  updateRoom,
  watchRoom,
} from '../../src/local-room/index.js';
import { until } from './support.js';

let count = 0;
const freshName = (): string => `rooms-${Date.now()}-${++count}`;

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof LocalRoomError ? error.code : String(error);
}

describe('the API of local rooms', () => {
  it('creates a private room with knocking by default', async () => {
    const name = freshName();
    const room = await createRoom({ name });
    expect(room).to.deep.include({
      name,
      url: `https://local-room.localhost/${name}`,
      privacy: 'private',
      api_created: true,
      config: { enable_knocking: true },
    });
    expect(new Date(room.created_at).toISOString()).to.equal(room.created_at);
    expect(await getRoom(name)).to.deep.equal(room);
  });

  it('gives a room a unique name', async () => {
    const [one, two] = [await createRoom(), await createRoom()];
    expect(one.name).not.to.equal(two.name);
  });

  it('rejects a name that exists, unless ifExists is set', async () => {
    const name = freshName();
    const first = await createRoom({ name, properties: { max_participants: 2 } });
    expect(await codeOf(createRoom({ name }))).to.equal('invalid-request-error');
    expect(await createRoom({ name, privacy: 'public', ifExists: 'keep' })).to.deep.equal(first);
    const updated = await createRoom({ name, privacy: 'public', properties: { exp: 5 }, ifExists: 'update' });
    expect(updated).to.deep.include({ id: first.id, privacy: 'public' });
    expect(updated.config).to.deep.equal({ enable_knocking: true, max_participants: 2, exp: 5 });
  });

  it('changes and deletes a room', async () => {
    const { name } = await createRoom({ name: freshName(), properties: { exp: 5 } });
    const { config } = await updateRoom(name, { properties: { exp: undefined, enable_knocking: false } });
    expect(config.exp).to.equal(undefined);
    expect(config.enable_knocking).to.equal(false);
    expect(await deleteRoom(name)).to.deep.equal({ deleted: true, name });
    expect(await getRoom(name)).to.equal(undefined);
  });

  it('rejects invalid options with a reason', async () => {
    const name = freshName();
    expect(await codeOf(createRoom({ name: 'not a name' }))).to.equal('invalid-request-error');
    expect(await codeOf(createRoom({ properties: { exp: Number.NaN } }))).to.equal('invalid-request-error');
    expect(await codeOf(createToken({ properties: { room_name: '' } }))).to.equal('invalid-request-error');
    expect(await codeOf(updateRoom(name, {}))).to.equal('not-found');
    expect(await codeOf(deleteRoom(name))).to.equal('not-found');
    expect(await codeOf(eject(name, 'nobody'))).to.equal('not-found');
  });

  it('uses Daily’s behavior and timing by default', async () => {
    const name = freshName();
    const asDaily = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };
    const { behavior, timing } = await createRoom({ name, timing: {} });
    expect(behavior).to.deep.equal({ publicAccess: 'full', ownersCanAdmin: true, waitingListForAll: false });
    expect(timing).to.deep.equal(asDaily);
    await updateRoom(name, {
      behavior: { ownersCanAdmin: false },
      timing: { knockTimeout: 4, sweepInterval: undefined },
    });
    await updateRoom(name, { behavior: { publicAccess: 'unknown' } });
    expect(await getRoom(name)).to.deep.include({
      behavior: { publicAccess: 'unknown', ownersCanAdmin: false, waitingListForAll: false },
      timing: { ...asDaily, knockTimeout: 4 },
    });
  });

  it('rejects invalid behavior and timing with a reason', async () => {
    const wrong: object[] = [
      { behavior: { publicAccess: 'none' } },
      { behavior: { ownersCanAdmin: 1 } },
      { behavior: { knocking: true } },
      { timing: { knockInterval: 0 } },
      { timing: { knockTimeout: '12' } },
      { timing: { knockInterval: 3e6 } },
      { timing: { sweepInterval: 3e6 } },
      { timing: { interval: 3 } },
    ];
    for (const options of wrong)
      expect(await codeOf(createRoom(options)), JSON.stringify(options)).to.equal('invalid-request-error');
  });

  it('reports when a room is created and deleted', async () => {
    const name = freshName();
    const seen: LocalRoomSnapshot[] = [];
    const stop = watchRoom(name, (snapshot) => seen.push(snapshot));
    await until(() => seen.length === 1, 'that there is none');
    await createRoom({ name });
    await until(() => seen.at(-1)?.room, 'the room');
    await deleteRoom(name);
    await until(() => seen.length > 2 && !seen.at(-1)?.room, 'that it is gone');
    await createRoom({ name });
    await until(() => seen.at(-1)?.room, 'the room, made anew');
    stop();
    const before = seen.length;
    await deleteRoom(name);
    expect(seen).to.have.lengthOf(before);
  });

  it('knows its links and its folder', () => {
    expect(isLocalRoomUrl(`https://${LOCAL_ROOM_HOST}/x`)).to.equal(true);
    for (const url of ['https://example.daily.co/x', 'x', '', `https://example.com/?${LOCAL_ROOM_HOST}`])
      expect(isLocalRoomUrl(url), url).to.equal(false);
    expect(callOptions('/dist/local-room/')).to.deep.equal({
      dailyConfig: { bundlePathOverride: `${location.origin}/dist/local-room/`, avoidEval: true },
    });
    expect(callOptions().dailyConfig.bundlePathOverride).to.match(/\/src\/local-room\/api\/$/);
  });
});
