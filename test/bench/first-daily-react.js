// A form before the call with Daily's own hooks.
import { DailyProvider, useDevices } from '@daily-co/daily-react';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

function PreJoin() {
  const { cameras } = useDevices();
  const [name, setName] = useState('');
  return h(
    'form',
    null,
    h('h2', null, 'Join the call'),
    h('label', null, 'Your name ', h('input', { value: name, onChange: (event) => setName(event.target.value) })),
    h(
      'select',
      null,
      cameras.map(({ device }) => h('option', { key: device.deviceId }, device.label)),
    ),
    h('button', null, 'Join'),
  );
}

createRoot(document.querySelector('#place')).render(h(DailyProvider, null, h(PreJoin)));
