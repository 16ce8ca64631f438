// React with Daily's own hooks.
import { DailyProvider, useWaitingParticipants } from '@daily-co/daily-react';
import { createElement as h, memo } from 'react';
import { createRoot } from 'react-dom/client';
import { contend } from './stage.js';

const Row = memo(({ id, name, grant, deny }) =>
  h(
    'li',
    null,
    h('span', null, name),
    h('button', { onClick: () => grant(id) }, 'Allow'),
    h('button', { onClick: () => deny(id) }, 'Deny'),
  ),
);

function List() {
  const { waitingParticipants, grantAccess, denyAccess } = useWaitingParticipants();
  return h(
    'div',
    null,
    h('p', null, `${waitingParticipants.length} waiting`),
    h('button', { onClick: () => grantAccess('*') }, 'Allow all'),
    h(
      'ul',
      null,
      waitingParticipants.map(({ id, name }) => h(Row, { key: id, id, name, grant: grantAccess, deny: denyAccess })),
    ),
  );
}

await contend((call) => {
  const place = document.querySelector('#place');
  createRoot(place).render(h(DailyProvider, { callObject: call }, h(List)));
  return {
    shows: (count) => place.querySelector('p')?.textContent === `${count} waiting`,
    allow: () => place.querySelector('li button').click(),
    allowAll: () => place.querySelector('p + button').click(),
  };
});
