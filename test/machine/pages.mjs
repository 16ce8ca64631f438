// The pages that people have open: one with daily-js alone, and one for each call element.

const EVENTS = [
  ...['joined', 'knock', 'before-admit', 'before-reject', 'admitted', 'rejected', 'withdrawn', 'left', 'error'],
  ...['before-knock', 'waiting', 'unanswered', 'state-change', 'before-eject', 'ejected', 'message'],
];

const page = (head, body = '') => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>A page</title>
    ${head}
  </head>
  <body>${body}</body>
</html>`;

// The page's own daily-js, around which the recorder is; the elements use it as well.
const DAILY = '<script src="/daily.js"></script>';

const elementPage = (bundle, element) =>
  page(
    `<script>
      globalThis.fired = [];
      for (const name of ${JSON.stringify(EVENTS)}) {
        document.addEventListener('daily-' + name, ({ detail, target }) => {
          const { error, ...rest } = detail ?? {};
          fired.push({ event: name, by: target.localName, ...rest, ...(error ? { code: error.code, fatal: error.fatal } : {}) });
        });
      }
    </script>
    ${DAILY}
    <script type="module" src="${bundle}"></script>`,
    element,
  );

export const PAGES = {
  '/call': page(DAILY),
  '/owner': elementPage('/dist/daily-knock.js', '<daily-owner-room></daily-owner-room>'),
  '/guest': elementPage('/dist/daily-knock.js', '<daily-knock-form></daily-knock-form>'),
  '/local-room/owner': elementPage('/dist/local-room/daily-knock.js', '<daily-owner-room></daily-owner-room>'),
  '/local-room/guest': elementPage('/dist/local-room/daily-knock.js', '<daily-knock-form></daily-knock-form>'),
  '/maker': page(''),
};
