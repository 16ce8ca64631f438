/**
 * The elements in Svelte 5’s templates: `import type {} from 'daily-knock/svelte'`, once in a project.
 *
 * Properties and attributes both do. Events are `ondaily-admitted={…}`.
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { Elements, EventHandlers, Props } from '../dist/types/elements.js';

type SvelteElement<Tag extends keyof Elements> = Props[Tag] & EventHandlers & HTMLAttributes<Elements[Tag]>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'daily-knock-form': SvelteElement<'daily-knock-form'>;
    'daily-owner-room': SvelteElement<'daily-owner-room'>;
    'daily-video-tile': SvelteElement<'daily-video-tile'>;
    'daily-waiting-list': SvelteElement<'daily-waiting-list'>;
  }
}
