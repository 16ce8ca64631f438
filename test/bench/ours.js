// <daily-waiting-list>.
import '/dist/daily-knock.js';
import { contend } from './stage.js';

await contend((call) => {
  const list = document.querySelector('daily-waiting-list');
  list.call = call;
  const shown = () => list.shadowRoot?.querySelector('[part="count"]')?.textContent.trim() ?? '';
  const number = new Intl.NumberFormat('en');
  const press = (selector) => list.shadowRoot.querySelector(selector).click();
  return {
    shows: (count) =>
      count > 0 ? shown().startsWith(number.format(count)) : list.shadowRoot?.querySelector('[part="empty"]') !== null,
    allow: () => press('li[tabindex] [part~="allow"]'),
    async allowAll() {
      press('header [part~="allow"]');
      // It asks about people who have not been drawn.
      await list.updateComplete;
      if (list.shadowRoot.querySelector('[part="question"]')) press('header [part~="allow"]');
    },
  };
});
