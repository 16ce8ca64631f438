import type { DailyOwnerRoom } from 'daily-knock';
import type {} from 'daily-knock/react';
import { useRef, useState } from 'react';
import { ownerToken } from '../owner-token';
import { useBrowser } from './use-browser';

export function Owner({ roomUrl }: { roomUrl: string }) {
  const room = useRef<DailyOwnerRoom>(null);
  const isBrowser = useBrowser();
  const [isHere, setHere] = useState(true);
  const [names, setNames] = useState<string[]>([]);
  return (
    <main>
      <h1>Office hours</h1>
      {isBrowser && isHere && (
        <daily-owner-room
          ref={room}
          room-url={roomUrl}
          user-name="Maya"
          getToken={ownerToken}
          ondaily-admitted={({ detail }) => setNames((before) => [...before, detail.name])}
        />
      )}
      <p role="status">Let in: {names.join(', ') || 'nobody'}</p>
      <button onClick={() => room.current?.setCamera(false)}>Hide me</button>
      <button onClick={() => setHere(false)}>Go away</button>
    </main>
  );
}
