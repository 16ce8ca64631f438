/** What is wrong with the layout of what is shown. */
export function complaints(shown: string | Element): string[];
