import '@lit-labs/ssr-client/lit-element-hydrate-support.js';

// Only after it: a bundler may put Lit into a file of its own, which then would come before the line above.
const { configure } = await import('daily-knock');
configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
await Promise.all([import('./guest'), import('./owner')]);
