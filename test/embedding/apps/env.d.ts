interface ImportMetaEnv {
  /** The room link, which a site has in its environment. */
  readonly VITE_ROOM_URL: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
