import type { Fault } from './fault.js';
import type { Kind } from './types.js';

/** The devices that fail, of those that are asked for. */
export function failing({ how, media }: Pick<Fault, 'how' | 'media'>, kinds: Kind[]): Kind[] {
  const named: Partial<Record<string, Kind[]>> = { 'cam-in-use': ['video'], 'mic-in-use': ['audio'] };
  const wanted = named[how] ?? media;
  return wanted ? kinds.filter((kind) => wanted.includes(kind)) : kinds;
}
