import { parseRoomUrl } from '../core/room-url.js';
import { mergeCallOptions } from '../daily/create-call.js';
import { prepareCallMachine } from '../daily/prepare-call-machine.js';
import { onIntent } from '../elements/base/intent.js';
import type { CallHost } from './host.js';

/**
 * Has the call machine fetched once nothing is left to do but press the button: somebody is at the element, and no field is empty. It is
 * the largest file of all, and its host sees whoever comes to it; who only looks around has not asked for that. Which call machine
 * it is, the room link tells: the page may have options for it.
 *
 * @param host the element
 */
export function preloadCallMachine(host: CallHost): void {
  const look = (): void => {
    const { roomUrl } = host.complete();
    const fields = [...host.renderRoot.querySelectorAll('input')];
    if (host.call || !parseRoomUrl(roomUrl) || fields.some(({ value }) => value.trim() === '')) return;
    void prepareCallMachine(mergeCallOptions(roomUrl, host.callOptions));
  };
  onIntent(host, look);
  host.addEventListener('input', look);
  // Usually it is somebody's intent that has brought this here.
  if (host.matches(':hover, :focus-within')) look();
}
