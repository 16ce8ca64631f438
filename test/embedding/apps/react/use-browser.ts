import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether this is a browser: not on the server, and not yet while React takes over what the server drew. */
export const useBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
