import { expect } from '@open-wc/testing';
import type { ReactiveElement } from 'lit';
import { LazyPanel } from '../../src/call/lazy-panel.js';

describe('a panel that is loaded when it is opened', () => {
  const host = { addController: () => {}, requestUpdate: () => {} } as Partial<ReactiveElement> as ReactiveElement;

  it('does not open after the page has been left meanwhile', async () => {
    let arrive = (): void => {};
    const panel = new LazyPanel(host, () => new Promise<void>((done) => (arrive = done)));
    const opening = panel.open();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    arrive();
    await opening;
    expect(panel.isShown).to.be.false;
    const again = panel.open();
    arrive();
    await again;
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(panel.isShown).to.be.true;
  });
});
