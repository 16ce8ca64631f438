import { useState } from 'react';
import type {} from 'daily-knock/react';
import { useBrowser } from './use-browser';

export function Guest({ roomUrl }: { roomUrl: string }) {
  const isBrowser = useBrowser();
  const [isHere, setHere] = useState(true);
  const [news, setNews] = useState('The door is open.');
  return (
    <main>
      <h1>Ask a teacher</h1>
      {isBrowser && isHere && (
        <daily-knock-form
          room-url={roomUrl}
          answerTimeout={120}
          ondaily-waiting={({ detail }) => setNews(`${detail.name} waits.`)}
          ondaily-joined={({ detail }) => setNews(`${detail.userName} is in.`)}
          ondaily-error={({ detail }) => setNews(detail.error.code)}
        >
          <span slot="heading">Is a teacher there?</span>
        </daily-knock-form>
      )}
      <p role="status">{news}</p>
      <button onClick={() => setHere(false)}>Go away</button>
    </main>
  );
}
