// The live example of each element: description and HTML. Its script is in examples/.

const panel = (label, html) => `<div class="side"><h3>${label}</h3>${html}</div>`;
const button = (text) => `<button type="button" class="button" disabled>${text}</button>
    <p role="status" class="small"></p>`;

/** @type {Record<string, { about: string, html: string }>} */
export const EXAMPLES = {
  'daily-knock-form': {
    about: 'Join as the host, knock as the guest, and answer. Both are in a local room of this page.',
    html: `<div class="sides">
    ${panel('The guest', '<daily-knock-form user-name="Gus" start-audio-off heading-level="4"></daily-knock-form>')}
    ${panel('The host', '<daily-owner-room id="owner" user-name="Olga" start-audio-off heading-level="4"></daily-owner-room>')}
  </div>`,
  },
  'daily-owner-room': {
    about: 'Join, then add a guest. Each guest has a real call in this page.',
    html: `<daily-owner-room id="owner" user-name="Olga" start-audio-off heading-level="3"></daily-owner-room>
    ${button('Add a guest')}`,
  },
  'daily-waiting-list': {
    about: 'The list has the `call` of an owner in the room.',
    html: `<daily-waiting-list heading-level="3"></daily-waiting-list>
    ${button('Add a guest')}`,
  },
  'daily-video-tile': {
    about: 'The tile shows a participant in a room of this page, with your camera.',
    html: `<div class="tile"><daily-video-tile session-id="local"></daily-video-tile></div>
    ${button('Join')}`,
  },
};
