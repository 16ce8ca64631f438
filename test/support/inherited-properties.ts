/** Words of CSS, among which every inherited property has at least one that is not its initial value. */
const WORDS = (
  'none auto normal hidden visible collapse always all both inherit ' +
  'italic bold small-caps all-small-caps expanded no-contextual tabular-nums jis78 sub super emoji text under over filled ' +
  'uppercase pre pre-wrap nowrap balance stable pretty break-all break-word keep-all anywhere strict loose manual justify center end left ' +
  'vertical-rl sideways-lr upright sideways mixed force-end first last allow-end trim-start space-all no-autospace ' +
  'rtl crosshair square inside bevel round evenodd stroke markers geometricPrecision optimizeSpeed crispEdges pixelated linearRGB ' +
  'none dark light only bottom show hide inert exact economy antialiased grayscale subpixel-antialiased optimizeLegibility ' +
  'space-between start ruby-base balance standard constrained compact style break-spaces preserve preserve-breaks ' +
  'read-write allow-keywords numeric-only spell-out literal-punctuation no-drag painted fine from-image ' +
  'flip isolate-override logical visual light-level high stopped ' +
  'red rgb(1,2,3) "x" "«" "»" 3 7 0.5 17% 3px 7em 1px 1px 1px|red 40deg url(#x) 5px|3px dark|light filled|circle under|right ' +
  '"smcp" "wght"|300 "TRK" 0.9|from-font ex-height|0.7 8|4|2 each-line|3em 3em|hanging text|alphabetic first|last numeric-only'
)
  .split(' ')
  .map((word) => word.replaceAll('|', ' '));

/**
 * Every property that an element takes over from its parent in this browser, with a value that no page is seen without: found by
 * trying, so that those are among them which come with a later browser.
 */
export function inheritedProperties(): ReadonlyMap<string, string> {
  const parent = document.createElement('div');
  const child = parent.appendChild(document.createElement('div'));
  const page = document.createElement('div');
  // What is not laid out tells what is said of it, and not how large it has become.
  page.hidden = true;
  page.append(parent);
  document.body.append(page);
  const outer = getComputedStyle(parent);
  const inner = getComputedStyle(child);
  const found = new Map<string, string>();
  for (const name of [...outer]) {
    const initial = inner.getPropertyValue(name);
    for (const word of WORDS) {
      parent.style.setProperty(name, word);
      if (outer.getPropertyValue(name) === initial) continue;
      if (inner.getPropertyValue(name) === outer.getPropertyValue(name)) found.set(name, word);
      break;
    }
    parent.style.removeProperty(name);
  }
  page.remove();
  return found;
}
