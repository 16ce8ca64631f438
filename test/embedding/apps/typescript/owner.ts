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
  const news = document.createElement('p');
  news.role = 'status';
  news.textContent = 'Let in: nobody';
  room.addEventListener('daily-admitted', ({ detail }) => {
    names.push(detail.name);
    news.textContent = `Let in: ${names.join(', ')}`;
  });

  const hide = document.createElement('button');
  hide.textContent = 'Hide me';
  hide.addEventListener('click', () => room.setCamera(false));
  const away = document.createElement('button');
  away.textContent = 'Go away';
  away.addEventListener('click', () => room.remove());

  page.replaceChildren(heading, room, news, hide, away);
}
