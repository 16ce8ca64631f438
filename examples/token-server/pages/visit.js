// What a site adds to <daily-knock-form>: the channel, over which the host's words and the place in the queue come.
import { createLobbyChannel } from '/elements/lobby-channel/index.js';

const form = document.querySelector('daily-knock-form');
form.channel = createLobbyChannel(form.dataset.lobby);
