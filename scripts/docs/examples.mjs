// The live example of each element: description and HTML. Its script is in examples/.

const panel = (label, html) => `<div class="side"><h3>${label}</h3>${html}</div>`;
const button = (text) => `<button type="button" class="button" disabled>${text}</button>
    <p role="status" class="small"></p>`;

/** @type {Record<string, { about: string, html: string }>} */
export const EXAMPLES = {
  'daily-knock-form': {
    about: 'Join as the host, knock as the guest, and answer. Both are in a room that this page has made for itself.',
    html: `<div class="sides">
    ${panel('The guest', '<daily-knock-form user-name="Gus" start-audio-off heading-level="4"></daily-knock-form>')}
    ${panel('The host', '<daily-owner-room id="owner" user-name="Olga" start-audio-off heading-level="4"></daily-owner-room>')}
  </div>`,
  },
  'daily-owner-room': {
    about: 'Join, then let somebody knock. Whoever knocks is real: they have a call of their own in this page.',
    html: `<daily-owner-room id="owner" user-name="Olga" start-audio-off heading-level="3"></daily-owner-room>
    ${button('Somebody knocks')}`,
  },
  'daily-waiting-list': {
    about: 'The list has been handed the `call` of somebody who is in the room as its owner.',
    html: `<daily-waiting-list heading-level="3"></daily-waiting-list>
    ${button('Somebody knocks')}`,
  },
  'daily-video-tile': {
    about: 'The tile shows a person who comes into a room in this page, with your camera.',
    html: `<div class="tile"><daily-video-tile session-id="local"></daily-video-tile></div>
    ${button('Come in')}`,
  },
};
