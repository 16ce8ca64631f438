import '@lit-labs/ssr-client/lit-element-hydrate-support.js';

// Import the elements afterwards: a bundler may move Lit into a chunk that runs before the line above.
const { configure } = await import('daily-knock');
configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
await Promise.all([import('./guest'), import('./owner')]);
