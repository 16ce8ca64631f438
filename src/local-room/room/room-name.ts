/** The name of a room: the last part of its link's path, or what was given if that is the name. Empty if there is none. */
export function roomNameOf(room: string): string {
  try {
    const { pathname } = new URL(room, 'https://localhost');
    return decodeURIComponent(pathname.split('/').filter(Boolean).at(-1) ?? '');
  } catch {
    return '';
  }
}
