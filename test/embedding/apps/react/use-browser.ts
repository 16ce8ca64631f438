import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** True in a browser after hydration; false on the server and during hydration. */
export const useBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
