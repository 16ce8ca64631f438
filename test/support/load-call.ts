// Loads the lazy chunk in advance, for tests that are not about loading it.
import { callModule } from '../../src/elements/call-element/call-module.js';

await callModule.load();

// WebKitGTK has no WebRTC, for which elements show a notice. Scripted calls do not need it; tests of the notice remove it again.
globalThis.RTCPeerConnection ??= class {} as unknown as typeof RTCPeerConnection;
