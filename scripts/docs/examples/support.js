// What the examples have in common.
export { openRoom } from '../dist/local-room/testing.js';

const NAMES = ['Gus', 'Ines', 'Tobias', 'Amara', 'Yuki', 'Noor'];
let next = 0;

/** A name for whoever comes next. */
export const nextName = () => {
  const round = Math.floor(next / NAMES.length);
  const name = NAMES[next++ % NAMES.length];
  return round ? `${name} ${round + 1}` : name;
};

/**
 * Lets the example's button do something, one press after the other, and says what went wrong.
 * @param {() => Promise<string>} action gives what is to be said
 */
export function onPress(action) {
  const button = document.querySelector('.example button');
  const status = document.querySelector('.example [role=status]');
  button.disabled = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = '';
    try {
      status.textContent = await action();
    } catch (error) {
      status.textContent = error.message;
    }
    button.disabled = false;
  });
}
