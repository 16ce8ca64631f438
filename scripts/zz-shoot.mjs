import { openGallery } from '/work/wt-list/scripts/looks/gallery.mjs';
const [,, out, ...jobs] = process.argv;
const gallery = await openGallery();
const MODES = {
  light: { viewport: { width: 1000, height: 700 } },
  dark: { viewport: { width: 1000, height: 700 }, features: { 'prefers-color-scheme': 'dark' } },
  phone: { viewport: { width: 390, height: 844 } },
  phonedark: { viewport: { width: 390, height: 844 }, features: { 'prefers-color-scheme': 'dark' } },
  tablet: { viewport: { width: 820, height: 1000 } },
  forced: { viewport: { width: 390, height: 844 }, features: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' } },
  ar: { viewport: { width: 390, height: 844 }, lang: 'ar' },
  n280: { viewport: { width: 312, height: 844 } },
  big: { viewport: { width: 390, height: 844 }, text: '200%' },
  list22: { viewport: { width: 384, height: 700 } },
  list22de: { viewport: { width: 384, height: 700 }, lang: 'de' },
};
const { complaints } = await import('/work/wt-list/scripts/looks/complaints.mjs');
for (const job of jobs) {
  const [element, state, modes] = job.split('|');
  const stage = await gallery.open(element, state);
  for (const m of modes.split(',')) {
    await stage.show(MODES[m]);
    await new Promise(r=>setTimeout(r,300));
    const c = await stage.page.evaluate(complaints, '#shown > *');
    if (c.length || stage.problems.length) console.log(element, state, m, c, stage.problems.map(String));
    await stage.page.evaluate(() => scrollTo(0, 0));
    await stage.page.screenshot({ path: `${out}/${element}-${state.replace(/\W+/g,'_')}-${m}.png` });
  }
  await stage.close();
}
await gallery.close();
