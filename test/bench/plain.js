// The least that a page can do: one row in a list for each event.
import { contend } from './stage.js';

await contend((call) => {
  const list = document.querySelector('#list');
  const heading = document.querySelector('#count');
  const rows = new Map();
  const show = () => (heading.textContent = `${rows.size} waiting`);
  call.on('waiting-participant-added', ({ participant: { id, name } }) => {
    const row = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = name;
    row.append(label);
    for (const [text, grant] of [
      ['Allow', true],
      ['Deny', false],
    ]) {
      const button = document.createElement('button');
      button.textContent = text;
      button.onclick = () => call.updateWaitingParticipant(id, { grantRequestedAccess: grant });
      row.append(button);
    }
    rows.set(id, row);
    list.append(row);
    show();
  });
  call.on('waiting-participant-removed', ({ participant: { id } }) => {
    rows.get(id)?.remove();
    rows.delete(id);
    show();
  });
  const all = document.createElement('button');
  all.textContent = 'Allow all';
  all.onclick = () => call.updateWaitingParticipants({ '*': { grantRequestedAccess: true } });
  heading.after(all);
  return {
    shows: (count) => rows.size === count,
    allow: () => list.querySelector('button').click(),
    allowAll: () => all.click(),
  };
});
