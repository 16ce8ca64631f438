// What elements fetch when they are needed is at hand in tests that are not about the fetching.
import { lateInside as lateForm } from '../../src/elements/knock-form/late-inside.js';
import { lateInside as lateRoom } from '../../src/elements/owner-room/late-inside.js';
import { lateInside as lateTile } from '../../src/elements/video-tile/late-inside.js';
import { lateInside as lateList } from '../../src/elements/waiting-list/late-inside.js';

await Promise.all([lateForm.load(), lateRoom.load(), lateList.load(), lateTile.load()]);

// WebKitGTK has no WebRTC, and elements say so. With scripted calls they do all the same what they do elsewhere; tests of what is
// said take it away themselves.
globalThis.RTCPeerConnection ??= class {} as unknown as typeof RTCPeerConnection;
