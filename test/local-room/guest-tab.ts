// A page in which a guest knocks in the room named by the address's fragment. It ends as a closed tab does.
import Daily from '@daily-co/daily-js';
import { callOptions } from '../../src/local-room/index.js';

const call = Daily.createCallObject(callOptions(new URL('/dist/local-room/', location.href)));
await call.join({ url: location.hash.slice(1), userName: 'Gus', startVideoOff: true, startAudioOff: true });
await call.requestAccess({ name: 'Gus' });
