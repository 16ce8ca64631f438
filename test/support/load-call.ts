// What elements fetch when they are needed is there already in tests that are not about the fetching.
import { callModule } from '../../src/elements/base/call-module.js';

await callModule.load();

// WebKitGTK has no WebRTC, and elements say so. With scripted calls they do all the same what they do elsewhere; tests of what is
// said take it away themselves.
globalThis.RTCPeerConnection ??= class {} as unknown as typeof RTCPeerConnection;
