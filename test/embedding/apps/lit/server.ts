import './guest';
import './owner';
import { render as draw } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

const ROOM = import.meta.env.VITE_ROOM_URL;

export const render = (path: string) =>
  collectResult(
    draw(
      path.endsWith('/owner')
        ? html`<my-owner roomUrl=${ROOM}></my-owner>`
        : html`<my-guest roomUrl=${ROOM}></my-guest>`,
    ),
  );
