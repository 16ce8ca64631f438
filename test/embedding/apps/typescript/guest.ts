import type { DailyKnockForm } from 'daily-knock';

/** The guest's page. */
export function showGuest(page: HTMLElement, roomUrl: string): void {
  const heading = document.createElement('h1');
  heading.textContent = 'Ask a teacher';

  const form: DailyKnockForm = document.createElement('daily-knock-form');
  form.roomUrl = roomUrl;
  form.answerTimeout = 120;
  const inside = document.createElement('span');
  inside.slot = 'heading';
  inside.textContent = 'Is a teacher there?';
  form.append(inside);

  const news = document.createElement('p');
  news.role = 'status';
  news.textContent = 'The door is open.';
  form.addEventListener('daily-waiting', ({ detail }) => (news.textContent = `${detail.name} waits.`));
  form.addEventListener('daily-joined', ({ detail }) => (news.textContent = `${detail.userName} is in.`));
  form.addEventListener('daily-error', ({ detail }) => (news.textContent = detail.error.code));

  const away = document.createElement('button');
  away.textContent = 'Go away';
  away.addEventListener('click', () => form.remove());

  page.replaceChildren(heading, form, news, away);
}
