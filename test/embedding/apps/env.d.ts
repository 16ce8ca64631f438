interface ImportMetaEnv {
  /** The room link, which a site has in its environment. */
  readonly VITE_ROOM_URL: string;
  /** The host whose rooms the site uses. */
  readonly VITE_ROOM_HOST: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
