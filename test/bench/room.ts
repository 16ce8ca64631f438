// A room of 25: pictures that move, and people who mute themselves and speak in turn. By a scripted call, since two dozen connections would
// take the processor that is to be measured.
import type { Person } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';

const PEOPLE = 25;
const CHANGES_PER_SECOND = 10;

/** One moving picture of 320 × 180, which all have. */
function picture(): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const context = canvas.getContext('2d')!;
  let turn = 0;
  setInterval(() => {
    turn += 7;
    context.fillStyle = `hsl(${turn} 60% 50%)`;
    context.fillRect(0, 0, 320, 180);
  }, 1000 / 15);
  return canvas.captureStream().getVideoTracks()[0]!;
}

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;

const call = ScriptedCall.inRoom({ name: 'Olga', owner: true });
const track = picture();
const people: Person[] = Array.from({ length: PEOPLE - 1 }, (_, index) => ({
  id: `p${index}`,
  name: `Guest ${index}`,
  joinedAt: new Date(index + 1),
  video: playable(track.clone()),
}));

/** The least: a video with a name for each, which says who is muted. */
function plain(): void {
  const room = document.querySelector('#room')!;
  const labels = new Map<string, HTMLElement>();
  const add = (id: string, media: MediaStreamTrack): void => {
    const figure = document.createElement('figure');
    const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true, playsInline: true });
    video.srcObject = new MediaStream([media]);
    const label = document.createElement('figcaption');
    figure.append(video, label);
    labels.set(id, label);
    room.append(figure);
  };
  call.on('participant-joined', ({ participant }: { participant: { session_id: string } }) =>
    add(participant.session_id, people.find(({ id }) => id === participant.session_id)!.video!.persistentTrack!),
  );
  call.on('participant-updated', ({ participant }: { participant: Record<string, unknown> }) => {
    const label = labels.get(String(participant['session_id']));
    if (label) label.textContent = `${String(participant['user_name'])}${participant['audio'] ? '' : ' (muted)'}`;
  });
}

const element = document.querySelector('daily-owner-room');
if (element) element.call = call.asCall;
else plain();
for (const person of people) call.participantJoins(person);
call.shows(track.clone());

let turn = 0;
function change(): void {
  turn += 1;
  const index = turn % people.length;
  people[index] = { ...people[index]!, audio: { state: turn % 2 ? 'off' : 'playable' } };
  call.participantChanges(people[index]);
  if (turn % CHANGES_PER_SECOND === 0)
    call.emit('active-speaker-change', { activeSpeaker: { peerId: people[index].id } });
}

/** Counts frames. */
async function frames(seconds: number): Promise<number> {
  const timer = setInterval(change, 1000 / CHANGES_PER_SECOND);
  const end = performance.now() + seconds * 1000;
  let count = 0;
  while (performance.now() < end) {
    await new Promise((done) => requestAnimationFrame(done));
    count += 1;
  }
  clearInterval(timer);
  return count / seconds;
}

Object.assign(globalThis, { room: { frames } });
