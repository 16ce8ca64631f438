import { parseRoomUrl } from '../../core/room-url.js';
import { mergeCallOptions } from '../../daily/create-call.js';
import { prepareCallMachine } from '../../daily/prepare-call-machine.js';
import { onIntent } from './intent.js';
import type { RootHost } from './root-element.js';

/**
 * Has the host of the call machine connected to, once nothing is left to do but press the button: somebody is at the element, and no
 * field is empty. It sees whoever comes to it, and who only looks around has not asked for that. Whether it is Daily's, the room link
 * tells: the page may have options for it.
 *
 * @param host the root
 */
export function keepMachineAtHand(host: RootHost): void {
  const look = (): void => {
    const { roomUrl } = host.complete();
    const fields = [...host.renderRoot.querySelectorAll('input')];
    if (host.call || !parseRoomUrl(roomUrl) || fields.some(({ value }) => value.trim() === '')) return;
    prepareCallMachine(mergeCallOptions(roomUrl, host.callOptions));
  };
  onIntent(host, look);
  host.addEventListener('input', look);
  // Usually it is somebody's intent that has brought this here.
  if (host.matches(':hover, :focus-within')) look();
}
