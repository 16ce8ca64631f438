/** Returns the layout problems of an element. */
export function complaints(shown: string | Element): string[];
