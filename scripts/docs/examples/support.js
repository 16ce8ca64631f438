// The common part of the examples.
export { openRoom } from '../dist/local-room/testing.js';

const NAMES = ['Gus', 'Ines', 'Tobias', 'Amara', 'Yuki', 'Noor'];
let next = 0;

/** Returns the next person's name. */
export const nextName = () => {
  const round = Math.floor(next / NAMES.length);
  const name = NAMES[next++ % NAMES.length];
  return round ? `${name} ${round + 1}` : name;
};

/**
 * Runs an action for each press of the example's button, one after the other, and shows its result or error.
 * @param {() => Promise<string>} action returns the text to show
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
