/** Whether a message reaches the others: at once, never, or so many milliseconds late. */
export type Delivery = 'now' | 'lost' | number;
