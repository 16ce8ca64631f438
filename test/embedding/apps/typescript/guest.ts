import type { DailyKnockForm } from 'daily-knock';

/** The guest's page. */
export function showGuest(page: HTMLElement, roomUrl: string): void {
  const heading = document.createElement('h1');
  heading.textContent = 'Ask a teacher';

  const form: DailyKnockForm = document.createElement('daily-knock-form');
  form.roomUrl = roomUrl;
  form.answerTimeout = 120;
  const title = document.createElement('span');
  title.slot = 'heading';
  title.textContent = 'Is a teacher there?';
  form.append(title);

  const status = document.createElement('p');
  status.role = 'status';
  status.textContent = 'Knock when you are ready.';
  form.addEventListener('daily-waiting', ({ detail }) => (status.textContent = `${detail.name} waits.`));
  form.addEventListener('daily-joined', ({ detail }) => (status.textContent = `${detail.userName} is in.`));
  form.addEventListener('daily-error', ({ detail }) => (status.textContent = detail.error.code));

  const leave = document.createElement('button');
  leave.textContent = 'Go away';
  leave.addEventListener('click', () => form.remove());

  page.replaceChildren(heading, form, status, leave);
}
