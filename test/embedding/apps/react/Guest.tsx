import type {} from 'daily-knock/react';
import { useState } from 'react';
import { useBrowser } from './use-browser';

export function Guest({ roomUrl }: { roomUrl: string }) {
  const isBrowser = useBrowser();
  const [isHere, setHere] = useState(true);
  const [status, setStatus] = useState('Knock when you are ready.');
  return (
    <main>
      <h1>Ask a teacher</h1>
      {isBrowser && isHere && (
        <daily-knock-form
          room-url={roomUrl}
          answerTimeout={120}
          ondaily-waiting={({ detail }) => setStatus(`${detail.name} waits.`)}
          ondaily-joined={({ detail }) => setStatus(`${detail.userName} is in.`)}
          ondaily-error={({ detail }) => setStatus(detail.error.code)}
        >
          <span slot="heading">Is a teacher there?</span>
        </daily-knock-form>
      )}
      <p role="status">{status}</p>
      <button onClick={() => setHere(false)}>Go away</button>
    </main>
  );
}
