// The head that the demo's pages share, written where its script stands, so that nothing moves when it comes.

const PAGES = {
  '/': 'Side by side',
  '/owner.html': 'Owner',
  '/guest.html': 'Guest',
  '/cms.html': 'CMS page',
  '/themes.html': 'Looks',
  '/builder.html': 'Build your tag',
  '/live.html': 'On Daily',
  '/docs/': 'Docs',
};

const here = location.pathname.replace(/index\.html$/, '');
const links = Object.entries(PAGES).map(
  ([path, name]) => `<li><a href="${path}"${path === here ? ' aria-current="page"' : ''}>${name}</a></li>`,
);
document.currentScript.outerHTML = `
  <a class="skip" href="#main">Skip to the content</a>
  <header class="site-head">
    <div class="wrap">
      <a class="brand" href="/"><img src="/icon.svg" alt="" width="32" height="32" />daily-knock</a>
      <nav aria-label="Demo pages"><ul>${links.join('')}</ul></nav>
    </div>
  </header>`;
