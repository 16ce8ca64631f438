import { render as draw } from 'svelte/server';
import App from './App.svelte';

export const render = async (path: string) => (await draw(App, { props: { path } })).body;
