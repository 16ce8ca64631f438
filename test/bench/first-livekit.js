// LiveKit's form before a call, without its style sheet.
import { PreJoin } from '@livekit/components-react';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';

createRoot(document.querySelector('#place')).render(
  h(PreJoin, { defaults: { videoEnabled: false, audioEnabled: false }, persistUserChoices: false }),
);
