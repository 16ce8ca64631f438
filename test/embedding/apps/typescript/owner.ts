import { ownerToken } from '../owner-token';

/** The owner's page. */
export function showOwner(page: HTMLElement, roomUrl: string): void {
  const heading = document.createElement('h1');
  heading.textContent = 'Office hours';

  const room = document.createElement('daily-owner-room');
  room.roomUrl = roomUrl;
  room.userName = 'Maya';
  room.getToken = ownerToken;

  const names: string[] = [];
  const status = document.createElement('p');
  status.role = 'status';
  status.textContent = 'Let in: nobody';
  room.addEventListener('daily-admitted', ({ detail }) => {
    names.push(detail.name);
    status.textContent = `Let in: ${names.join(', ')}`;
  });

  const hide = document.createElement('button');
  hide.textContent = 'Hide me';
  hide.addEventListener('click', () => room.setCamera(false));
  const leave = document.createElement('button');
  leave.textContent = 'Go away';
  leave.addEventListener('click', () => room.remove());

  page.replaceChildren(heading, room, status, hide, leave);
}
