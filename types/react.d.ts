/**
 * The elements in React 19’s JSX: `import type {} from 'daily-knock/react'`, once in a project.
 *
 * Properties and attributes both do; what a server draws has attributes only. Events are `ondaily-admitted={…}`.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Elements, EventHandlers, Props } from '../dist/types/elements.js';

type JsxElement<Tag extends keyof Elements> = DetailedHTMLProps<HTMLAttributes<Elements[Tag]>, Elements[Tag]> &
  Props[Tag] &
  EventHandlers;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'daily-knock-form': JsxElement<'daily-knock-form'>;
      'daily-owner-room': JsxElement<'daily-owner-room'>;
      'daily-video-tile': JsxElement<'daily-video-tile'>;
      'daily-waiting-list': JsxElement<'daily-waiting-list'>;
    }
  }
}
