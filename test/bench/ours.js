// <daily-waiting-list>.
import '/dist/daily-knock.js';
import { contend } from './stage.js';

await contend((call) => {
  const list = document.querySelector('daily-waiting-list');
  list.call = call;
  const shown = () => list.shadowRoot?.querySelector('[part="count"]')?.textContent ?? '';
  const number = new Intl.NumberFormat('en');
  return (count) => shown().startsWith(number.format(count));
});
